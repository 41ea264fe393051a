/**
 * What files of this machine say that bears on a failure: trust stores and security properties.
 *
 * <p>All of it runs on a thread of the agent's own, since a file may lie on a disk that hangs. Only
 * regular files of a bounded size are read, and only at places that this JVM's settings or the
 * operating system's customs name; nothing that a peer sends leads to a file.
 */
@NullMarked
package io.tlswhy.probe.files;

import org.jspecify.annotations.NullMarked;
