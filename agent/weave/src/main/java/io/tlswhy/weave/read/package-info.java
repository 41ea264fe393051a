/** Reads the objects of JSSE and of the certification path provider into evidence. */
@NullMarked
package io.tlswhy.weave.read;

import org.jspecify.annotations.NullMarked;
