package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.probe.net.Deadline;
import java.security.SecureRandom;

/**
 * Asks a peer for its certificate: by a ClientHello of TLS 1.2, which shows it in the clear, and
 * only where the peer will not have that version by JSSE's own TLS 1.3.
 */
final class CertificateHello {
  private final HelloPlan plan;
  private final SecureRandom random;

  CertificateHello(PeerQuestion question, SecureRandom random) {
    this.plan = new HelloPlan(question);
    this.random = random;
  }

  /** The answer that shows a certificate, else the first. */
  HelloAnswer run(HelloChange change, Way way, Deadline deadline) {
    Deadline half = Deadline.in(deadline.left().dividedBy(2));
    HelloAnswer plain = new HelloExchange(way, random).run(change, plan.hello(change), half);
    if (!isRefused(plain)) {
      return plain;
    }
    HelloAnswer encrypted =
        new JsseExchange(random).run(change, plan.serverName(change), way, deadline);
    return encrypted.certificates().isEmpty() ? plain : encrypted;
  }

  /** Whether the peer answered, but would not go on. */
  private static boolean isRefused(HelloAnswer answer) {
    switch (answer.result()) {
      case ALERT:
      case CLOSED:
      case RESET:
        return true;
      default:
        return false;
    }
  }
}
