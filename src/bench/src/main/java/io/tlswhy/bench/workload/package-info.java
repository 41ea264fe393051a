/** What the measured JVMs run; each prints its figures as {@code name value} lines. */
@NullMarked
package io.tlswhy.bench.workload;

import org.jspecify.annotations.NullMarked;
