/** Certificates, CRLs and OCSP responses, right ones and wrong ones. */
@NullMarked
package io.tlswhy.lab.pki;

import org.jspecify.annotations.NullMarked;
