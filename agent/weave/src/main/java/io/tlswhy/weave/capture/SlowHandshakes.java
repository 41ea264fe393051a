package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stall;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustSettings.Algorithm;
import io.tlswhy.evidence.Validation;
import io.tlswhy.evidence.Waiting;
import io.tlswhy.weave.Harmless;
import io.tlswhy.weave.lookup.LookupLog;
import io.tlswhy.weave.lookup.OpenLookup;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.ValidationReader;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of handshakes and look-ups that hang, and of handshakes that were late because of them. */
final class SlowHandshakes {
  private final Reporter reporter;
  private final SlowWatch watch;
  private final Harmless harmless;
  private final OpenLookups open;
  private final Staplings staplings;

  SlowHandshakes(
      Reporter reporter,
      SlowWatch watch,
      Harmless harmless,
      OpenLookups open,
      Staplings staplings) {
    this.reporter = reporter;
    this.watch = watch;
    this.harmless = harmless;
    this.open = open;
    this.staplings = staplings;
  }

  /** What was told of a handshake that hangs, by which its end is told. */
  static final class Told {
    private final HandshakeFailure evidence;

    Told(HandshakeFailure evidence) {
      this.evidence = evidence;
    }
  }

  /** A handshake hangs outside of any look-up; runs on the watch's own thread. */
  Told hanging(Connection connection, Waiting waiting, String thread, long nanos) {
    return tell(evidence(connection, waiting, thread, nanos).build());
  }

  /** One of a server's handshakes that wait for their clients; runs on the watch's own thread. */
  Told stalled(Connection connection, Stall stall, String thread, long nanos) {
    return tell(
        evidence(connection, Waiting.PEER, thread, nanos)
            .peer(Peer.unknown())
            .stall(stall)
            .build());
  }

  private HandshakeFailure.Builder evidence(
      Connection connection, Waiting waiting, String thread, long nanos) {
    return reporter
        .begin(Point.SLOW, connection, null)
        .waiting(waiting)
        .elapsed(Duration.ofNanos(nanos))
        .thread(thread);
  }

  private Told tell(HandshakeFailure evidence) {
    reporter.slow(evidence);
    return new Told(evidence);
  }

  /** A handshake of which that was told has ended; runs on the watch's own thread. */
  void ended(Told told, Ending ending, long nanos) {
    boolean ofLookup = told.evidence.validation().isPresent();
    if (ending == Ending.FAILED || (ofLookup && ending == Ending.PASSED)) {
      // The failure is told by itself, and the end of the look-up was.
      return;
    }
    reporter.slow(
        told.evidence.toBuilder().ending(ending).elapsed(Duration.ofNanos(nanos)).build());
  }

  /** A check of a certificate waits for another thread's look-up; runs on the watch's thread. */
  void waiting(ChainCheck check, LookupLog lookups, Lookup other) {
    try {
      Connection connection = check.connection();
      if (connection != null) {
        List<Lookup> all = new ArrayList<Lookup>(lookups.evidence());
        all.add(other);
        open.told(check.handshake(), tell(connection, check, all));
      }
    } catch (Throwable fault) {
      harmless.swallow(fault);
    }
  }

  /** A look-up has not ended in time; runs on the watch's own thread. */
  void hanging(@Nullable ChainCheck check, LookupLog lookups, OpenLookup late) {
    try {
      if (!late.isOpen()) {
        return;
      }
      Connection connection = check == null ? null : check.connection();
      if (check != null && connection != null) {
        open.told(check.handshake(), tell(connection, check, lookups.evidence()));
      } else if (!staplings.tell(late)) {
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
      tell(connection, check, lookups.evidence());
    }
  }

  private Told tell(Connection connection, ChainCheck check, List<Lookup> lookups) {
    HandshakeFailure.Builder evidence =
        reporter
            .begin(Point.SLOW, connection, check)
            .elapsed(Duration.ofNanos(System.nanoTime() - check.startedNanos()));
    if (!lookups.isEmpty()) {
      evidence.thread(lookups.get(lookups.size() - 1).thread().orElse(""));
    }
    Validation validation =
        ValidationReader.inHandshake(connection, check.certificates(), null)
            .lookups(lookups)
            .build();
    return tell(evidence.validation(validation).build());
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
    reporter.slow(evidence.validation(unknown(chain, Collections.singletonList(lookup))).build());
  }

  /** A chain that is looked up by settings that nobody knows. */
  static Validation unknown(List<X509Certificate> chain, List<Lookup> lookups) {
    return Validation.builder(chain, TrustSettings.builder(Algorithm.CUSTOM, "").build())
        .lookups(lookups)
        .build();
  }
}
