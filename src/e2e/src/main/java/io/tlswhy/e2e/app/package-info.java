/** Small applications that the tests start in other JVMs, of every release from 8 on. */
@NullMarked
package io.tlswhy.e2e.app;

import org.jspecify.annotations.NullMarked;
