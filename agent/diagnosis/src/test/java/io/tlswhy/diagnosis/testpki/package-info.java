/** A small public key infrastructure, made anew for each test. */
@NullMarked
package io.tlswhy.diagnosis.testpki;

import org.jspecify.annotations.NullMarked;
