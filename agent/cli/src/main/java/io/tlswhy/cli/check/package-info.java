/**
 * What this JVM makes of a peer, or of a chain from a file: a real handshake or validation, the
 * diagnosis of what it rejects, and every endpoint of the chain tried.
 */
@NullMarked
package io.tlswhy.cli.check;

import org.jspecify.annotations.NullMarked;
