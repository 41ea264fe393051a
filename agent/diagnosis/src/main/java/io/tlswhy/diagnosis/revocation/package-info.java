/**
 * Why a certificate's revocation status could not be known, or what it is: from the JVM's own
 * look-ups, and from what trying the endpoints brought.
 *
 * <p>Classes that name Bouncy Castle say so; none of them may be reached from the first diagnosis,
 * which runs on the failing thread.
 */
@NullMarked
package io.tlswhy.diagnosis.revocation;

import org.jspecify.annotations.NullMarked;
