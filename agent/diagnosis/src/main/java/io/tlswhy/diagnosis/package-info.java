/**
 * From evidence to the cause: the catalogue, the sentences, and the counterfactuals that prove
 * them.
 *
 * <p>Pure: evidence and facts in, a {@link io.tlswhy.diagnosis.Diagnosis} out. No socket, no
 * thread, no clock of its own.
 */
@NullMarked
package io.tlswhy.diagnosis;

import org.jspecify.annotations.NullMarked;
