/** What is remembered of handshakes that went well. */
@NullMarked
package io.tlswhy.weave.memory;

import org.jspecify.annotations.NullMarked;
