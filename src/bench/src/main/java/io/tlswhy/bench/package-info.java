/**
 * What the agent costs, measured beside no agent, an empty one, a naive one and OpenTelemetry's.
 */
@NullMarked
package io.tlswhy.bench;

import org.jspecify.annotations.NullMarked;
