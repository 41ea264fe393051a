/** What is told of earlier handshakes and look-ups: how often, since when, by which backend. */
@NullMarked
package io.tlswhy.diagnosis.history;

import org.jspecify.annotations.NullMarked;
