/** Which proxy this JVM uses for an endpoint, and which others this machine knows. */
@NullMarked
package io.tlswhy.probe.proxy;

import org.jspecify.annotations.NullMarked;
