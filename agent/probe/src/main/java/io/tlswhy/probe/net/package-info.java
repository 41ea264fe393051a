/** Connections opened within a time limit, on the agent's own threads. */
@NullMarked
package io.tlswhy.probe.net;

import org.jspecify.annotations.NullMarked;
