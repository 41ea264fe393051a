/** Follows each handshake through the hooks and reports its failure once. */
@NullMarked
package io.tlswhy.weave.capture;

import org.jspecify.annotations.NullMarked;
