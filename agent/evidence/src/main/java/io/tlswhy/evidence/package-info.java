/**
 * What was captured from a JVM, as immutable values, and nothing else.
 *
 * <p>Nothing here opens a connection, reads a clock or draws a conclusion. Certificates are the
 * JDK's own objects; every list is a bounded, unmodifiable copy.
 */
@NullMarked
package io.tlswhy.evidence;

import org.jspecify.annotations.NullMarked;
