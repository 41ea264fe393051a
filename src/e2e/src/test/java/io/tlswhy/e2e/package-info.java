/**
 * The finished jar against real JVMs, clients and servers, each in another process than the test.
 */
@NullMarked
package io.tlswhy.e2e;

import org.jspecify.annotations.NullMarked;
