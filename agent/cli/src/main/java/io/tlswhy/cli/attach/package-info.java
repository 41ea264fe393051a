/** Puts the agent into a JVM that runs already, and takes it out again. */
@NullMarked
package io.tlswhy.cli.attach;

import org.jspecify.annotations.NullMarked;
