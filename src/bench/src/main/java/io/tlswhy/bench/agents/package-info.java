/** The agents that tlswhy is measured beside. */
@NullMarked
package io.tlswhy.bench.agents;

import org.jspecify.annotations.NullMarked;
