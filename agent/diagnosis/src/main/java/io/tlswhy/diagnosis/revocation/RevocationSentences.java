package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the revocation family says is wrong, as whole sentences; {@link LookupSentences} and {@link
 * TrialSentences} say what happened, {@link RevocationFixes} what to do about it.
 */
final class RevocationSentences {
  private RevocationSentences() {}

  /** The summary for an obstacle that kept the JVM from an answer, or from a good one. */
  static String summary(Obstacle obstacle) {
    StringBuilder sentence = new StringBuilder();
    Pointer pointer = obstacle.pointer();
    String certificate = Words.certificate(obstacle.need().subject());
    if (obstacle.cause() == Cause.REVOCATION_SLOW) {
      sentence.append("The ").append(Words.endpoint(pointer)).append(" of ").append(certificate);
      sentence.append(" answers too late: ");
    } else if (isAboutTheAnswer(obstacle.cause())) {
      sentence.append("The answer of the ").append(Words.endpoint(pointer)).append(" for ");
      sentence.append(certificate).append(" is of no use: ");
    } else if (pointer.kind() == LookupKind.OCSP) {
      sentence.append("The ").append(Words.endpoint(pointer)).append(" of ").append(certificate);
      sentence.append(" cannot be asked: ");
    } else {
      sentence.append("The ").append(Words.endpoint(pointer)).append(" of ").append(certificate);
      sentence.append(" cannot be fetched: ");
    }
    sentence.append(obstacle.happened());
    if (obstacle.cause() == Cause.REVOCATION_PROXY_REQUIRED) {
      sentence
          .append(", but it answers through the proxy ")
          .append(obstacle.workingWay().orElse(""));
      sentence.append(", which this JVM does not use for it");
    }
    sentence.append(", so Java cannot tell whether that certificate is revoked.");
    return sentence.toString();
  }

  private static boolean isAboutTheAnswer(Cause cause) {
    return cause == Cause.REVOCATION_RESPONSE_STALE
        || cause == Cause.REVOCATION_RESPONSE_UNTRUSTED
        || cause == Cause.REVOCATION_UNKNOWN
        || cause == Cause.REVOCATION_INTERCEPTED
        || cause == Cause.REVOCATION_RESPONDER_ERROR;
  }

  /** The summary for a revoked certificate. */
  static String revoked(
      Need need, Optional<Pointer> source, Optional<Instant> since, String reason) {
    return "The "
        + (need.position() == 0 ? "certificate " : "CA certificate ")
        + Words.certificate(need.subject())
        + " (serial number "
        + need.subject().getSerialNumber().toString(16)
        + ") issued by "
        + Words.name(need.subject().getIssuerX500Principal())
        + " was revoked"
        + since.map(time -> " at " + Times.at(time)).orElse("")
        + (reason.isEmpty() ? "" : " (reason " + reason + ")")
        + source.map(pointer -> ", as the " + Words.endpoint(pointer) + " says").orElse("")
        + ".";
  }

  /** The summary for a certificate that names nothing that this JVM may use. */
  static String noPointer(Need need, List<String> offered) {
    return "Java must know whether "
        + Words.certificate(need.subject())
        + (offered.isEmpty()
            ? " is revoked, but that certificate does not say where its status is to be had."
            : " is revoked, but by its settings may use none of the ways that the certificate offers ("
                + Words.list(offered)
                + ").");
  }

  /** A CRL's address in the list of what a certificate offers. */
  static String offeredCrl(URI url) {
    return "CRL " + Words.url(url) + (Needs.isSpoken(url) ? "" : ", a protocol that Java lacks");
  }

  /** The same for an LDAP address that names no host. */
  static String offeredCrlOfNoHost(URI url) {
    return "CRL "
        + Words.url(url)
        + ", which names no host: members of the Windows domain know it, and Java asks port 389 of"
        + " its own machine";
  }

  /** The summary for a certificate whose status is in a directory, which did not tell it. */
  static String directoryNotSeen(Need need, Pointer directory) {
    return "Java cannot tell whether "
        + Words.certificate(need.subject())
        + " is revoked: it got nothing of use from the "
        + Words.endpoint(directory)
        + ".";
  }

  /** What the next handshake will do, of one that has not failed yet. */
  static String foreseen(Peer peer, boolean softFail) {
    return " The next handshake with "
        + Words.peer(peer)
        + (softFail ? " that asks for it will be late." : " that asks for it will fail.");
  }

  /** The summary for a server whose handshakes wait for the staple of its own certificate. */
  static String lateStaple(HandshakeFailure handshake, Lookup lookup, Pointer pointer) {
    String thread = handshake.thread();
    return "A TLS handshake of this server has been waiting "
        + Times.span(handshake.elapsed())
        + " for the staple of its own certificate"
        + lookup.certificate().map(c -> " " + Words.certificate(c)).orElse("")
        + (thread.isEmpty() ? "" : " (thread " + Words.cut(thread, 150) + ")")
        + ": the "
        + Words.endpoint(pointer)
        + " has not answered.";
  }

  /** What to do about that. */
  static String lateStapleFix(Pointer pointer) {
    return "Have this host reach "
        + pointer.place()
        + "; until then -Djdk.tls.stapling.responseTimeout (milliseconds, 5000 by default; restart"
        + " needed) limits how long each handshake waits before it goes on without the staple.";
  }

  /** The summary for a handshake that is or was late. */
  static String late(
      HandshakeFailure handshake, Lookup lookup, Pointer pointer, Optional<String> happened) {
    boolean hanging = lookup.outcome() == Lookup.Outcome.IN_PROGRESS;
    Duration spent = lookup.took().plus(lookup.waited());
    StringBuilder sentence = new StringBuilder("The TLS handshake");
    String peer = Words.peer(handshake.peer());
    if (!peer.isEmpty()) {
      sentence.append(" with ").append(peer);
    }
    if (hanging) {
      sentence.append(" has been waiting ").append(Times.span(spent)).append(" for ");
    } else {
      sentence.append(" was late: ").append(Times.span(spent)).append(" went into ");
    }
    sentence.append("the ").append(Words.endpoint(pointer));
    lookup.certificate().ifPresent(c -> sentence.append(" of ").append(Words.certificate(c)));
    String thread = lookup.thread().orElse(handshake.thread());
    if (!thread.isEmpty()) {
      sentence.append(" (thread ").append(Words.cut(thread, 150)).append(")");
    }
    if (lookup.waited().compareTo(lookup.took()) > 0) {
      sentence
          .append(", ")
          .append(Times.span(lookup.waited()))
          .append(" of it for another thread's look-up of the same");
    }
    if (happened.isPresent()) {
      sentence.append(": ").append(happened.get());
    } else if (hanging) {
      sentence.append(": ").append(pointer.place()).append(" has not answered yet");
    }
    return sentence.append('.').toString();
  }

  /** Behind a summary: the JVM did not ask this time. */
  static String remembered(Lookup lookup) {
    return " (Java did not ask again: for 30 s it repeats an earlier failure"
        + lookup.firstFailure().map(time -> ", here that of " + Times.at(time)).orElse("")
        + ".)";
  }

  /** What is not the matter: the path but for revocation. */
  static String pathIsValid(CertificationPath path) {
    List<String> names = new ArrayList<>();
    for (X509Certificate certificate : path.certificates()) {
      names.add(Words.certificate(certificate));
    }
    path.anchor().ifPresent(anchor -> names.add(Words.name(CertificationPath.nameOf(anchor))));
    return "The chain itself is in order: "
        + String.join(" <- ", names)
        + " is intact, in date and trusted here (validated again with revocation left out).";
  }
}
