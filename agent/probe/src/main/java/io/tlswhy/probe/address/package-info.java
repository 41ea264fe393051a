/** Which addresses the agent may connect to. */
@NullMarked
package io.tlswhy.probe.address;

import org.jspecify.annotations.NullMarked;
