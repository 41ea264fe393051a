package io.tlswhy.weave.capture;

import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import io.tlswhy.weave.Enricher;
import io.tlswhy.weave.WeakIdentitySet;
import io.tlswhy.weave.WeakNumbers;
import io.tlswhy.weave.memory.EndpointMemory;
import io.tlswhy.weave.memory.LastGoodChains;
import io.tlswhy.weave.memory.NewIssuers;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.HandshakeReader;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands evidence on, once for each connection, and puts the answer into the exception. */
final class Reporter {
  private final EvidenceListener listener;
  private final Enricher enricher;
  private final Tunnels tunnels;
  private final LastGoodChains lastGood;
  private final EndpointMemory endpoints;
  private final NewIssuers newIssuers = new NewIssuers();
  private final WeakIdentitySet reported = new WeakIdentitySet();

  /** Only for what is reported: a handshake that passes in time gets none. */
  private final WeakNumbers numbers = new WeakNumbers();

  Reporter(
      EvidenceListener listener,
      Enricher enricher,
      Tunnels tunnels,
      LastGoodChains lastGood,
      EndpointMemory endpoints) {
    this.listener = listener;
    this.enricher = enricher;
    this.tunnels = tunnels;
    this.lastGood = lastGood;
    this.endpoints = endpoints;
  }

  /** Whether the failure of that connection was reported before. */
  boolean isReported(Connection connection) {
    return reported.contains(connection.context());
  }

  /** The number of a connection, or of whatever else is told more than once. */
  long number(Object identity) {
    return numbers.of(identity);
  }

  /** Evidence of a connection, with all that its objects tell now. */
  HandshakeFailure.Builder begin(Point point, Connection connection, @Nullable ChainCheck check) {
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(point, connection.role(), Instant.now())
            .number(numbers.of(connection.context()))
            .carrier(connection.carrier())
            .peer(tunnels.peer(connection))
            .handshake(HandshakeReader.read(connection))
            .elapsed(elapsed(connection, check))
            .thread(Thread.currentThread().getName());
    return evidence;
  }

  /** Evidence of a connection that has waited in vain for the peer. */
  HandshakeFailure.Builder beginTimeout(
      Point point, Connection connection, @Nullable ChainCheck check) {
    Duration waited = Duration.ofMillis(connection.readLimit());
    Duration elapsed = elapsed(connection, check);
    return begin(point, connection, check)
        .limit(waited)
        .elapsed(elapsed.compareTo(waited) < 0 ? waited : elapsed);
  }

  /** The failure is complete: it is handed on, and its exception gets the answer. */
  void complete(PendingFailure pending, Throwable exception) {
    if (reported.add(pending.connection().context())) {
      count(pending.connection(), pending.evidence().build());
      report(pending.evidence(), exception);
    }
  }

  private void count(Connection connection, HandshakeFailure failure) {
    if (failure.role() != Role.CLIENT || failure.peer().host().isEmpty()) {
      return;
    }
    Validation validation = failure.validation().orElse(null);
    if (validation != null) {
      lastGood.failed(failure.peer(), validation.chain(), !validation.rejection().isPresent());
    } else {
      X509Certificate[] accepted = connection.acceptedChain();
      lastGood.failed(failure.peer(), Arrays.asList(accepted), accepted.length > 0);
    }
  }

  /** The same for a failure without a connection of SunJSSE. */
  void report(HandshakeFailure.Builder evidence, Throwable exception) {
    HandshakeFailure failure = remembering(evidence.exception(exception).build());
    enricher.enrich(exception, listener.failed(failure));
  }

  /** A chain was accepted for the first time; on an agent's thread. */
  void accepted(HandshakeFailure evidence) {
    listener.accepted(evidence);
  }

  /** A handshake or look-up is or was late. */
  void slow(HandshakeFailure evidence) {
    listener.slow(remembering(evidence));
  }

  /** The same with what is remembered of the peer and of the endpoints that were looked up. */
  private HandshakeFailure remembering(HandshakeFailure failure) {
    HandshakeFailure.Builder evidence = failure.toBuilder();
    Validation validation = failure.validation().orElse(null);
    if (failure.role() == Role.CLIENT) {
      lastGood.addTo(evidence, failure.peer());
      if (validation != null && validation.rejection().isPresent()) {
        addNewIssuer(evidence, validation);
      }
    }
    if (validation != null && !validation.lookups().isEmpty()) {
      evidence.endpointHistories(endpoints.of(validation.lookups()));
    }
    return evidence.build();
  }

  private void addNewIssuer(HandshakeFailure.Builder evidence, Validation validation) {
    HandshakeFailure failure = evidence.build();
    LastGoodChain before = failure.lastGood().orElse(null);
    if (before != null && !validation.chain().isEmpty()) {
      evidence.sameNewIssuer(newIssuers.refused(failure, validation.chain().get(0), before));
    }
  }

  private static Duration elapsed(Connection connection, @Nullable ChainCheck check) {
    long began = connection.sessionStart();
    long millis = began == 0 ? 0 : Math.max(0, System.currentTimeMillis() - began);
    long nanos = check == null ? 0 : System.nanoTime() - check.startedNanos();
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(millis), nanos));
  }
}
