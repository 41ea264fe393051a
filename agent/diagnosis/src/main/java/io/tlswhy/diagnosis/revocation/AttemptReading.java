package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.RevocationSettings;
import java.util.Optional;

/** Reads an obstacle from a look-up of the JVM's own that failed, with JDK classes only. */
final class AttemptReading {
  private final JvmProxies proxies;

  AttemptReading(JvmProxies proxies) {
    this.proxies = proxies;
  }

  /** The obstacle that a failed look-up met. */
  Obstacle of(Need need, Pointer pointer, Lookup lookup, RevocationSettings settings) {
    Optional<String> proxy = proxies.chosenFor(pointer);
    Obstacle.Builder obstacle;
    if (!lookup.error().isPresent()) {
      obstacle =
          Obstacle.builder(
              Cause.REVOCATION_BLOCKED, need, pointer, LookupSentences.failedBefore(pointer));
    } else {
      Attempt attempt = attempt(lookup, lookup.error().get(), settings);
      obstacle =
          proxy.isPresent()
              ? throughProxy(need, pointer, attempt, lookup, proxy.get())
              : direct(need, pointer, attempt, lookup);
    }
    return obstacle.attempt(Optional.of(lookup)).proxy(proxy).build();
  }

  /**
   * What parses a CRL makes an error in the CRL of whatever ends the stream, a read time-out too.
   */
  private static Attempt attempt(Lookup lookup, Throwable error, RevocationSettings settings) {
    Attempt attempt = Attempt.of(error, lookup.took());
    boolean mayHaveWaited =
        lookup.kind() == LookupKind.CRL
            && settings
                .crlReadTimeout()
                .filter(limit -> lookup.took().compareTo(limit) >= 0)
                .isPresent();
    return attempt == Attempt.CONTENT && mayHaveWaited ? Attempt.TRICKLED : attempt;
  }

  private static Obstacle.Builder direct(
      Need need, Pointer pointer, Attempt attempt, Lookup lookup) {
    boolean certain =
        attempt != Attempt.READ_TIMEOUT
            && attempt != Attempt.TRICKLED
            && attempt != Attempt.STATUS
            && attempt != Attempt.CONTENT;
    return Obstacle.builder(
            causeOfDirect(attempt),
            need,
            pointer,
            LookupSentences.attemptFailed(pointer, attempt, lookup))
        .certain(certain);
  }

  private static Cause causeOfDirect(Attempt attempt) {
    switch (attempt) {
      case NAME:
        return Cause.REVOCATION_DNS;
      case TLS:
        return Cause.REVOCATION_RESPONSE_UNTRUSTED;
      case NOT_FOUND:
      case STATUS:
        return Cause.REVOCATION_RESPONDER_ERROR;
      case CONTENT:
        return Cause.REVOCATION_INTERCEPTED;
      case TRICKLED:
        return Cause.REVOCATION_SLOW;
      default:
        return Cause.REVOCATION_BLOCKED;
    }
  }

  private static Obstacle.Builder throughProxy(
      Need need, Pointer pointer, Attempt attempt, Lookup lookup, String proxy) {
    if (attempt == Attempt.NAME && proxy.startsWith(JvmProxies.SOCKS)) {
      // The JDK resolves the endpoint's name itself and hands the SOCKS server an address.
      return direct(need, pointer, attempt, lookup);
    }
    switch (attempt) {
      case TLS:
      case TRICKLED:
        return direct(need, pointer, attempt, lookup);
      case CONTENT:
        return Obstacle.builder(
            Cause.REVOCATION_INTERCEPTED,
            need,
            pointer,
            LookupSentences.attemptFailedThrough(proxy, pointer, attempt, lookup));
      case NOT_FOUND:
      case STATUS:
      case READ_TIMEOUT:
      case RESET:
        return Obstacle.builder(
            Cause.REVOCATION_PROXY,
            need,
            pointer,
            LookupSentences.attemptFailedThrough(proxy, pointer, attempt, lookup));
      default:
        return Obstacle.builder(
                Cause.REVOCATION_PROXY,
                need,
                pointer,
                LookupSentences.attemptFailedThrough(proxy, pointer, attempt, lookup))
            .certain(true);
    }
  }
}
