/**
 * Second handshakes with a peer that failed, on the agent's own threads, to tell what it did not
 * like in the first one.
 *
 * <p>The ClientHellos are written by hand, and only the peer's first answer is read: a TLS engine
 * of this JVM could offer no more than its policies allow ({@code jdk.tls.disabledAlgorithms}), and
 * what a server would agree to beyond them is just what is asked here. No handshake is ever
 * finished, no certificate is trusted, and nothing of the application is sent: neither its data nor
 * its key, its SSLContext or its sessions.
 */
@NullMarked
package io.tlswhy.probe.handshake;

import org.jspecify.annotations.NullMarked;
