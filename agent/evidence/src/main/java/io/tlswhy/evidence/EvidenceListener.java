package io.tlswhy.evidence;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where captured evidence goes.
 *
 * <p>Called on the application's threads, sometimes under JSSE's locks: an implementation opens no
 * connection, takes no lock that could be held for long, and throws nothing.
 */
public interface EvidenceListener {
  /**
   * A handshake failed, or a validation outside of one.
   *
   * @return what is to be appended to the exception's message, without any separator; empty if
   *     nothing is to be said
   */
  String failed(HandshakeFailure failure);

  /**
   * A handshake that is still running, or that passed, spent longer than the {@code slow} option in
   * look-ups. Called on an agent's thread while it hangs, on the application's thread when it
   * ended.
   */
  void slow(HandshakeFailure handshake);

  /**
   * A chain was accepted that was not seen from this peer before; only where the {@code watch}
   * option asks for it. Called on an agent's thread.
   */
  default void accepted(HandshakeFailure handshake) {}

  /**
   * Hands over what can be asked when a chain of a peer was last accepted, so that a handshake that
   * passes has nobody to tell. Called once, before any failure.
   */
  default void successes(Function<Peer, Optional<Instant>> lastAccepted) {}

  /**
   * Hands over what can be asked what this JVM's own look-ups met at an endpoint, for where no
   * failure brings it along. Called once, before any failure.
   */
  default void endpoints(Function<URI, Optional<EndpointHistory>> history) {}
}
