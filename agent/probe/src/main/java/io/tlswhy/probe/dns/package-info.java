/** What this JVM and each configured name server answer for a name. */
@NullMarked
package io.tlswhy.probe.dns;

import org.jspecify.annotations.NullMarked;
