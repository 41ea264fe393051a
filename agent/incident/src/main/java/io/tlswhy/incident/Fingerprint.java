package io.tlswhy.incident;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** What makes two incidents the same on every JVM: the cause, what it is about, and the peer. */
final class Fingerprint {
  private static final String REVOCATION = "revocation";
  private static final int OCTETS = 8;
  private static final int MAX_TEXT = 200;

  private Fingerprint() {}

  /**
   * The identity as text, for this JVM's own maps.
   *
   * <p>Whatever keeps revocation from being known at one endpoint is one matter, however it shows:
   * it hangs, then it fails, then the JDK repeats the failure, and probes tell why.
   */
  static String identity(Diagnosis diagnosis, HandshakeFailure failure) {
    Cause cause = diagnosis.cause();
    boolean unknownRevocation =
        cause.family().equals(REVOCATION) && cause != Cause.REVOCATION_REVOKED;
    return identity(unknownRevocation ? REVOCATION : cause.code(), diagnosis, failure);
  }

  private static String identity(String matter, Diagnosis diagnosis, HandshakeFailure failure) {
    return matter
        + '\n'
        + bounded(subject(diagnosis, failure))
        + '\n'
        + bounded(failure.peer().name().toLowerCase(Locale.ROOT));
  }

  /** A client comes from another port each time, which makes it no other incident. */
  private static String subject(Diagnosis diagnosis, HandshakeFailure failure) {
    String subject = diagnosis.subject();
    Peer peer = failure.peer();
    return failure.role() == Role.SERVER && subject.equals(peer.name() + ":" + peer.port())
        ? ""
        : subject;
  }

  /** A subject can be thousands of characters that a peer chose; its identity is kept short. */
  private static String bounded(String text) {
    return text.length() <= MAX_TEXT
        ? text
        : text.substring(0, MAX_TEXT) + '#' + Integer.toHexString(text.hashCode());
  }

  /** The identity as sixteen hexadecimal digits, for everybody. */
  static String of(Diagnosis diagnosis, HandshakeFailure failure) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  identity(diagnosis.cause().code(), diagnosis, failure)
                      .getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder(2 * OCTETS);
      for (int i = 0; i < OCTETS; i++) {
        hex.append(Character.forDigit((hash[i] >> 4) & 0xf, 16));
        hex.append(Character.forDigit(hash[i] & 0xf, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
