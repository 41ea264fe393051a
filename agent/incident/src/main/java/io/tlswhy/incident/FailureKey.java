package io.tlswhy.incident;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a failure is recognised without diagnosing it: peer, certificate and the exception at the
 * bottom.
 *
 * <p>A 64-bit number, since thousands are kept. Two failures that share one by accident would share
 * an exception's text; at the number that is kept that is one chance in a billion.
 */
final class FailureKey {
  private static final int DEEPEST_CAUSE = 16;

  private FailureKey() {}

  /** The key of a failure. */
  static long of(HandshakeFailure failure) {
    long key = mix(ofCertificate(failure), failure.point().ordinal());
    key = mix(key, failure.alert().isPresent() ? failure.alert().get().code() : -1);
    Throwable bottom = bottom(thrown(failure));
    if (bottom != null) {
      key = mix(key, text(bottom.getClass().getName()));
    }
    return mix(key, text(failure.diagnostic()));
  }

  /** The key of the peer alone: that of a handshake in which no certificate was checked yet. */
  static long ofPeer(HandshakeFailure failure) {
    long key = mix(failure.role().ordinal() + 1L, text(failure.peer().name()));
    // A client comes from another port each time.
    return mix(key, failure.role() == Role.CLIENT ? failure.peer().port() : -1);
  }

  /** The key of the peer and its certificate, whatever is the matter with it. */
  static long ofCertificate(HandshakeFailure failure) {
    long key = ofPeer(failure);
    Optional<Validation> validation = failure.validation();
    if (validation.isPresent() && !validation.get().chain().isEmpty()) {
      X509Certificate leaf = validation.get().chain().get(0);
      key = mix(key, leaf.getSerialNumber().hashCode());
      key = mix(key, leaf.getIssuerX500Principal().hashCode());
    }
    return key;
  }

  private static @Nullable Throwable thrown(HandshakeFailure failure) {
    if (failure.validation().isPresent() && failure.validation().get().rejection().isPresent()) {
      return failure.validation().get().rejection().get();
    }
    return failure.exception().orElse(null);
  }

  private static @Nullable Throwable bottom(@Nullable Throwable thrown) {
    Throwable current = thrown;
    for (int depth = 0; current != null && depth < DEEPEST_CAUSE; depth++) {
      Throwable cause = current.getCause();
      if (cause == null || cause == current) {
        return current;
      }
      current = cause;
    }
    return current;
  }

  private static long text(String text) {
    return text.hashCode() * 31L + text.length();
  }

  /** One round of the splitmix64 finaliser. */
  private static long mix(long key, long value) {
    long mixed = (key ^ value) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
