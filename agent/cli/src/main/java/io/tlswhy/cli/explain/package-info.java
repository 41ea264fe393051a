/**
 * Reads logs and stack traces, and says which causes their text shows.
 *
 * <p>The one place of the project that matches on message text: it has nothing else. One pass over
 * the bytes, constant memory, and nothing in the input is trusted.
 */
@NullMarked
package io.tlswhy.cli.explain;

import org.jspecify.annotations.NullMarked;
