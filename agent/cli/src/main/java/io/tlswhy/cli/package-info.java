/** The command line; never loaded inside an application that the agent is attached to. */
@NullMarked
package io.tlswhy.cli;

import org.jspecify.annotations.NullMarked;
