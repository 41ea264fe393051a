/**
 * What makes a peer's certificate unacceptable whatever revocation says: the path, the trust store,
 * the certificates' own rules, the name and the clock; and revocation as far as data at hand tells.
 *
 * <p>Runs on the failing thread: JDK classes only, no I/O, bounded work on whatever a peer sends.
 */
@NullMarked
package io.tlswhy.diagnosis.path;

import org.jspecify.annotations.NullMarked;
