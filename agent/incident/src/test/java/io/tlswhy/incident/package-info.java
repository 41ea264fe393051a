@NullMarked
package io.tlswhy.incident;

import org.jspecify.annotations.NullMarked;
