/** Plays scenarios without and with the agent and tells what the service's log says. */
@NullMarked
package io.tlswhy.lab.demo;

import org.jspecify.annotations.NullMarked;
