/** Which methods of the JDK are woven, and the byte code that is put into them. */
@NullMarked
package io.tlswhy.weave.bytecode;

import org.jspecify.annotations.NullMarked;
