/** A lab in which TLS breaks on demand, on real sockets and without any privilege. */
@NullMarked
package io.tlswhy.lab;

import org.jspecify.annotations.NullMarked;
