/** Real failing handshakes in JVMs of each release, with the weaver attached. */
@NullMarked
package io.tlswhy.weave.matrix;

import org.jspecify.annotations.NullMarked;
