/** Watches the JVM's own OCSP, CRL and issuer look-ups. */
@NullMarked
package io.tlswhy.weave.lookup;

import org.jspecify.annotations.NullMarked;
