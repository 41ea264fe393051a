/** Everything that opens a connection, and the address rules that every one of them passes. */
@NullMarked
package io.tlswhy.probe;

import org.jspecify.annotations.NullMarked;
