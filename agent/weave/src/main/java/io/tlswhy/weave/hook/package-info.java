/** The hook class, how it comes into the JDK, and the handler that it calls. */
@NullMarked
package io.tlswhy.weave.hook;

import org.jspecify.annotations.NullMarked;
