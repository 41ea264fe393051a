/** Packs the agent's jar; runs in the build only and is not shipped. */
@NullMarked
package io.tlswhy.assembly.pack;

import org.jspecify.annotations.NullMarked;
