/**
 * Weaves JSSE and reads what happens in it into evidence; it diagnoses nothing.
 *
 * <p>Nothing here is loaded before the first class of JSSE is.
 */
@NullMarked
package io.tlswhy.weave;

import org.jspecify.annotations.NullMarked;
