/** Joins the rooms: the composition root that runs in the application. */
@NullMarked
package io.tlswhy.assembly;

import org.jspecify.annotations.NullMarked;
