package io.tlswhy.diagnosis.history;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.path.LastGoodComparison;
import io.tlswhy.diagnosis.revocation.JvmRoutes;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.PeerHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the memory of peers and endpoints says of a failure, as sentences. */
@AutoValue
public abstract class History {
  /** Fewer could be chance, or the first that works again after an outage. */
  private static final long ENOUGH = 3;

  History() {}

  /** The history of a failure that was so diagnosed, in that JVM. */
  public static History of(HandshakeFailure failure, Diagnosis diagnosis, JvmFacts jvm) {
    List<String> frequency = new ArrayList<>();
    if (failure.peerHistory().isPresent()) {
      HistorySentences.ofPeer(failure.peer(), failure.peerHistory().get())
          .ifPresent(frequency::add);
    }
    List<String> validity = new ArrayList<>();
    JvmRoutes routes = new JvmRoutes(jvm);
    for (EndpointHistory endpoint : failure.endpointHistories()) {
      HistorySentences.ofEndpoint(
              endpoint, routes.proxyFor(endpoint.kind(), endpoint.url()), diagnosis.endpoints())
          .ifPresent(frequency::add);
      validity.addAll(HistorySentences.validity(endpoint, failure.at()));
    }
    List<String> changed =
        failure
            .validation()
            .map(validation -> LastGoodComparison.lines(failure, validation))
            .orElseGet(Collections::emptyList);
    return new AutoValue_History(
        comesAndGoes(failure),
        Collections.unmodifiableList(frequency),
        Collections.unmodifiableList(validity),
        Collections.unmodifiableList(changed));
  }

  /**
   * Whether both failures and successes were seen, of this peer or of an endpoint that it needs,
   * often enough to call it intermittent.
   */
  public static boolean comesAndGoes(HandshakeFailure failure) {
    if (failure.peerHistory().isPresent()) {
      PeerHistory peer = failure.peerHistory().get();
      if (isMixed(peer.failed(), peer.passed())) {
        return true;
      }
    }
    for (EndpointHistory endpoint : failure.endpointHistories()) {
      if (isMixed(endpoint.failed(), endpoint.passed())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMixed(long failed, long passed) {
    return failed >= ENOUGH && passed >= ENOUGH;
  }

  /** Whether it is intermittent. */
  public abstract boolean comesAndGoes();

  /** How often, by backend and by endpoint; empty when it was never otherwise. */
  public abstract List<String> frequency();

  /** How long what was fetched before is good, and when the JVM asks again. */
  public abstract List<String> validity();

  /** What is different from the last good handshake; empty if none is remembered. */
  public abstract List<String> changed();
}
