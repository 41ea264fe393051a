package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustSettings.Algorithm;
import io.tlswhy.evidence.Validation;
import io.tlswhy.weave.Harmless;
import io.tlswhy.weave.lookup.LookupLog;
import io.tlswhy.weave.lookup.OpenLookup;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.ValidationReader;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of look-ups that hang, and of handshakes that passed but were late because of them. */
final class SlowHandshakes {
  private final Reporter reporter;
  private final SlowWatch watch;
  private final Harmless harmless;

  SlowHandshakes(Reporter reporter, SlowWatch watch, Harmless harmless) {
    this.reporter = reporter;
    this.watch = watch;
    this.harmless = harmless;
  }

  /** A look-up has not ended in time; runs on the watch's own thread. */
  void hanging(@Nullable ChainCheck check, LookupLog lookups, OpenLookup late) {
    try {
      if (!late.isOpen()) {
        return;
      }
      Connection connection = check == null ? null : check.connection();
      if (check != null && connection != null) {
        tell(connection, check, lookups);
      } else {
        alone(late);
      }
    } catch (Throwable fault) {
      harmless.swallow(fault);
    }
  }

  /** A chain was accepted: was it late? */
  void accepted(ChainCheck check) {
    LookupLog lookups = check.lookups();
    Connection connection = check.connection();
    if (connection != null && watch.isSlow(lookups.spentNanos())) {
      tell(connection, check, lookups);
    }
  }

  /** A server's handshake waited that long for the staple of its own certificate. */
  void stapling(X509Certificate[] chain, long nanos) {
    if (watch.isSlow(nanos)) {
      List<X509Certificate> own = Arrays.asList(chain);
      HandshakeFailure.Builder evidence =
          HandshakeFailure.builder(Point.SLOW, Role.SERVER, Instant.now())
              .handshake(Handshake.builder().provider("SunJSSE").localCertificates(own).build())
              .elapsed(Duration.ofNanos(nanos))
              .thread(Thread.currentThread().getName());
      reporter.slow(evidence, unknown(own, Collections.<Lookup>emptyList()));
    }
  }

  private void tell(Connection connection, ChainCheck check, LookupLog lookups) {
    HandshakeFailure.Builder evidence =
        reporter
            .begin(Point.SLOW, connection, check)
            .elapsed(Duration.ofNanos(System.nanoTime() - check.startedNanos()));
    Validation validation =
        ValidationReader.inHandshake(connection, check.certificates(), null)
            .lookups(lookups.evidence())
            .build();
    reporter.slow(evidence, validation);
  }

  /** A look-up outside any handshake: all that is known is the certificate. */
  private void alone(OpenLookup late) {
    Lookup lookup = late.evidence();
    List<X509Certificate> chain =
        lookup.certificate().isPresent()
            ? Collections.singletonList(lookup.certificate().get())
            : Collections.<X509Certificate>emptyList();
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(Point.SLOW, Role.CLIENT, Instant.now())
            .elapsed(lookup.took())
            .thread(lookup.thread().orElse(""));
    reporter.slow(evidence, unknown(chain, Collections.singletonList(lookup)));
  }

  private static Validation unknown(List<X509Certificate> chain, List<Lookup> lookups) {
    return Validation.builder(chain, TrustSettings.builder(Algorithm.CUSTOM, "").build())
        .lookups(lookups)
        .build();
  }
}
