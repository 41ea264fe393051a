/**
 * Why a handshake ended though no certificate of the peer was rejected: versions and ciphers, our
 * own certificate, the network, this JVM, the peer.
 */
@NullMarked
package io.tlswhy.diagnosis.handshake;

import org.jspecify.annotations.NullMarked;
