/**
 * What is remembered: peers, endpoints, and the life of each incident; joins diagnosis and probes.
 */
@NullMarked
package io.tlswhy.incident;

import org.jspecify.annotations.NullMarked;
