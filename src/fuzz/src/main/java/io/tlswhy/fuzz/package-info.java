/**
 * Fuzzing of everything that reads what a peer sends or what the command line is fed: the targets,
 * what they start from, and the run over all of them.
 *
 * <p>A target that needs a room's own classes stands in that room's package.
 */
package io.tlswhy.fuzz;
