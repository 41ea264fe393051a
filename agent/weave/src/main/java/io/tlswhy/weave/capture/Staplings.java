package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import io.tlswhy.weave.Harmless;
import io.tlswhy.weave.lookup.OpenLookup;
import io.tlswhy.weave.lookup.ThreadText;
import io.tlswhy.weave.memory.RevocationPointers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Server handshakes that wait for the staple of this side's own certificate, at most 1,024.
 *
 * <p>{@code StatusResponseManager} asks the responder on threads of its own, and has the handshake
 * wait for them, for five seconds by default ({@code jdk.tls.stapling.responseTimeout}).
 */
final class Staplings {
  private static final int MOST = 1_024;

  private final Reporter reporter;
  private final Harmless harmless;
  private final Set<Stapling> open =
      Collections.newSetFromMap(new ConcurrentHashMap<Stapling, Boolean>());

  Staplings(Reporter reporter, Harmless harmless) {
    this.reporter = reporter;
    this.harmless = harmless;
  }

  /** One handshake's wait. */
  static final class Stapling {
    private final X509Certificate[] chain;
    private final Thread thread = Thread.currentThread();
    private final long startNanos = System.nanoTime();
    private volatile @Nullable HandshakeFailure told;

    Stapling(X509Certificate[] chain) {
      this.chain = chain;
    }

    private long nanos() {
      return System.nanoTime() - startNanos;
    }
  }

  /** The current thread waits for the staple of that chain. */
  void entered(ThreadState state, X509Certificate[] chain) {
    if (open.size() < MOST) {
      Stapling stapling = new Stapling(chain);
      state.stapling(stapling);
      open.add(stapling);
    }
  }

  /** It has the staple, or has given up. */
  void left(ThreadState state) {
    Stapling stapling = state.stapling();
    if (stapling == null) {
      return;
    }
    state.stapling(null);
    open.remove(stapling);
    HandshakeFailure told = stapling.told;
    if (told != null) {
      reporter.slow(
          told.toBuilder()
              .ending(Ending.PASSED)
              .elapsed(Duration.ofNanos(stapling.nanos()))
              .build());
    }
  }

  /** Whether that thread waits for a staple. */
  boolean isIn(Thread thread) {
    for (Stapling stapling : open) {
      if (stapling.thread == thread) {
        return true;
      }
    }
    return false;
  }

  /** Whether any handshake waits for a staple. */
  boolean isAny() {
    return !open.isEmpty();
  }

  /**
   * A look-up that belongs to no handshake is late: tells of those that wait for it.
   *
   * @return whether there are any
   */
  boolean tell(OpenLookup late) {
    if (open.isEmpty() || late.evidence().kind() != LookupKind.OCSP) {
      return false;
    }
    for (Stapling stapling : open) {
      try {
        if (stapling.told == null) {
          HandshakeFailure evidence = evidence(stapling, late.evidence());
          stapling.told = evidence;
          reporter.slow(evidence);
        }
      } catch (Throwable fault) {
        harmless.swallow(fault);
      }
    }
    return true;
  }

  private HandshakeFailure evidence(Stapling stapling, Lookup lookup) {
    Duration waited = Duration.ofNanos(stapling.nanos());
    String thread = ThreadText.of(stapling.thread);
    Lookup own =
        lookup.toBuilder()
            .certificate(subject(stapling.chain, lookup.url().toString()))
            .took(waited)
            .thread(thread)
            .build();
    return HandshakeFailure.builder(Point.SLOW, Role.SERVER, Instant.now())
        .number(reporter.number(stapling))
        .handshake(
            Handshake.builder()
                .provider("SunJSSE")
                .localCertificates(Arrays.asList(stapling.chain))
                .build())
        .elapsed(waited)
        .thread(thread)
        .validation(
            SlowHandshakes.unknown(Arrays.asList(stapling.chain), Collections.singletonList(own)))
        .build();
  }

  /** The certificate that names the responder; the server's own where a setting names it. */
  private static X509Certificate subject(X509Certificate[] chain, String url) {
    for (X509Certificate certificate : chain) {
      if (RevocationPointers.of(certificate).contains(url)) {
        return certificate;
      }
    }
    return chain[0];
  }
}
