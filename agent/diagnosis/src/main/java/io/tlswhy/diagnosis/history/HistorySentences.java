package io.tlswhy.diagnosis.history;

import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerHistory;
import io.tlswhy.evidence.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sentences about what is remembered. */
final class HistorySentences {
  private static final int MOST_ADDRESSES = 8;

  private HistorySentences() {}

  /** How often handshakes with the peer failed; empty as long as none has passed since. */
  static Optional<String> ofPeer(Peer peer, PeerHistory history) {
    long failed = history.failed();
    long all = failed + history.passed();
    if (all == failed || failed == 0) {
      return Optional.empty();
    }
    StringBuilder sentence = new StringBuilder();
    sentence.append(failed).append(" of ").append(all).append(" full handshakes with ");
    sentence.append(place(peer));
    sentence.append(failedSince(failed)).append(at(history.since()));
    if (history.backends().size() > 1) {
      sentence.append(": ").append(byBackend(history.backends()));
    }
    return Optional.of(sentence.append('.').toString());
  }

  private static String failedSince(long failed) {
    return failed == 1 ? " has failed since " : " have failed since ";
  }

  /** An IPv6 address stands in brackets before its port, as in a URL. */
  private static String place(Peer peer) {
    String name = peer.name();
    if (peer.port() < 0) {
      return name;
    }
    return (name.indexOf(':') < 0 ? name : '[' + name + ']') + ':' + peer.port();
  }

  private static String byBackend(List<Backend> backends) {
    Set<String> addresses = new LinkedHashSet<>();
    Set<String> chains = new LinkedHashSet<>();
    for (Backend backend : backends) {
      addresses.add(backend.address());
      chains.add(backend.serialNumber() + ' ' + backend.certificates());
    }
    List<String> parts = new ArrayList<>();
    for (Backend backend : backends) {
      long all = backend.failed() + backend.passed();
      String count = (backend.failed() == 0 ? "none" : backend.failed()) + " of " + all;
      parts.add(count + where(backend, addresses.size() > 1, chains.size() > 1));
    }
    return String.join(", ", parts);
  }

  private static String where(Backend backend, boolean addressTells, boolean chainTells) {
    StringBuilder where = new StringBuilder();
    if (addressTells && !backend.address().isEmpty()) {
      where.append(" at ").append(backend.address());
    }
    if (!chainTells && where.length() > 0) {
      return where.toString();
    }
    if (backend.certificates() == 0) {
      return where.append(" where no certificate came").toString();
    }
    where.append(" where the peer sent ").append(backend.certificates());
    where.append(backend.certificates() == 1 ? " certificate" : " certificates");
    return where.append(" (serial ").append(backend.serialNumber()).append(')').toString();
  }

  /**
   * How often look-ups at an endpoint failed; empty for one that never failed, and for one that has
   * only just been met.
   *
   * @param proxy through which this JVM goes there
   * @param trials what trying the endpoints showed
   */
  static Optional<String> ofEndpoint(
      EndpointHistory endpoint, Optional<String> proxy, List<EndpointTrial> trials) {
    boolean failing = endpoint.failingSince().isPresent();
    if (endpoint.failed() == 0 || (!failing && endpoint.passed() == 0)) {
      return Optional.empty();
    }
    String what = what(endpoint) + proxy.map(place -> " through the proxy " + place).orElse("");
    StringBuilder sentence = new StringBuilder();
    if (endpoint.passed() > 0) {
      long all = endpoint.failed() + endpoint.passed();
      sentence.append(endpoint.failed()).append(" of ").append(all).append(' ').append(what);
      sentence.append(failedSince(endpoint.failed()));
      sentence.append(at(endpoint.since().orElse(Instant.EPOCH)));
    } else if (endpoint.lastWorked().isPresent()) {
      boolean one = endpoint.failed() == 1;
      sentence.append(one ? "The latest of the " : "All " + endpoint.failed() + ' ').append(what);
      sentence.append(one ? " failed at " : failedSince(endpoint.failed()));
      sentence.append(at(endpoint.failingSince().orElse(Instant.EPOCH)));
      sentence.append("; the last one that worked was at ");
      sentence.append(at(endpoint.lastWorked().get()));
    } else {
      return Optional.empty();
    }
    addresses(endpoint, trials).ifPresent(text -> sentence.append(": ").append(text));
    return Optional.of(sentence.append('.').toString());
  }

  private static Optional<String> addresses(EndpointHistory endpoint, List<EndpointTrial> trials) {
    Set<String> dead = new LinkedHashSet<>();
    Set<String> alive = new LinkedHashSet<>();
    for (EndpointTrial trial : trials) {
      if (trial.url().equals(endpoint.url())) {
        for (Stage stage : trial.stages()) {
          boolean direct = stage.kind() == Stage.Kind.CONNECT && stage.via().equals("direct");
          if (direct && !stage.address().isEmpty() && stage.result() != Stage.Result.FORBIDDEN) {
            (stage.result() == Stage.Result.OK ? alive : dead).add(stage.address());
          }
        }
      }
    }
    dead.removeAll(alive);
    if (dead.isEmpty() || alive.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "of its addresses, "
            + listed(dead)
            + (dead.size() == 1 ? " takes no connection and " : " take no connection and ")
            + listed(alive)
            + (alive.size() == 1 ? " does" : " do"));
  }

  private static String listed(Set<String> addresses) {
    List<String> shown = new ArrayList<>(addresses);
    return String.join(", ", shown.subList(0, Math.min(MOST_ADDRESSES, shown.size())));
  }

  /** How long what was fetched before is good, and until when the JDK repeats a failure. */
  static List<String> validity(EndpointHistory endpoint, Instant now) {
    List<String> sentences = new ArrayList<>();
    if (endpoint.failingSince().isPresent() && endpoint.nextUpdate().isPresent()) {
      Instant end = endpoint.nextUpdate().get();
      sentences.add(
          "What "
              + endpoint.url()
              + " last brought "
              + (end.isAfter(now) ? "is valid until " : "ran out at ")
              + at(end)
              + (endpoint.kind() == LookupKind.CRL
                  ? "; the JDK forgets it as soon as a fetch fails."
                  : "; the JDK keeps no response from one handshake to the next."));
    }
    if (endpoint.notAskedBefore().filter(now::isBefore).isPresent()) {
      sentences.add(
          "This JVM does not ask "
              + endpoint.url()
              + " again before "
              + at(endpoint.notAskedBefore().get())
              + ": the JDK repeats a failed fetch for 30 seconds.");
    }
    return sentences;
  }

  private static String what(EndpointHistory endpoint) {
    switch (endpoint.kind()) {
      case OCSP:
        return "requests to the OCSP responder " + endpoint.url();
      case CRL:
        return "fetches of the CRL " + endpoint.url();
      default:
        return "fetches of the issuer " + endpoint.url();
    }
  }

  private static String at(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
