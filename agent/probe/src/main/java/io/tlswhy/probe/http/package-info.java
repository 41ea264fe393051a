/** One HTTP exchange over a connection that is ours, and who it was that answered. */
@NullMarked
package io.tlswhy.probe.http;

import org.jspecify.annotations.NullMarked;
