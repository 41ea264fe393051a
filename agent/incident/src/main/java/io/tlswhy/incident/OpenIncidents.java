package io.tlswhy.incident;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The incidents that are remembered, found by what they are about, by the handshake that they were
 * seen in, by a failure that looks the same, and by the issuer of the peer's certificate.
 *
 * <p>Bounded: the least recently used go first. An incident takes some six kilobytes at most, so
 * that all of it stays below four megabytes whatever the network sends.
 */
final class OpenIncidents {
  private static final int MAX_INCIDENTS = 512;
  private static final int MAX_KEYS = 4096;
  private static final int MAX_HANDSHAKES = 4096;
  private static final int MAX_ISSUERS = 256;

  /** Ten hexadecimal digits; the bit above them keeps leading zeros. */
  private static final long ID_BOUND = 1L << 40;

  private final Map<String, Incident> byIdentity = new Bounded<>(MAX_INCIDENTS);
  private final Map<Long, Incident> byHandshake = new Bounded<>(MAX_HANDSHAKES);
  private final Map<Long, Incident> byFailure = new Bounded<>(MAX_KEYS);
  private final Map<Integer, Incident> byIssuer = new Bounded<>(MAX_ISSUERS);

  /** The incident of that identity, if it is remembered. */
  synchronized Optional<Incident> find(String identity) {
    return Optional.ofNullable(byIdentity.get(identity));
  }

  /** The incident that a failure was counted to that looked the same. */
  synchronized Optional<Incident> recognise(long failureKey) {
    return Optional.ofNullable(byFailure.get(failureKey));
  }

  /** An incident of another peer whose certificate has the same issuer. */
  synchronized Optional<Incident> sameIssuer(HandshakeFailure failure) {
    Optional<Integer> issuer = issuer(failure);
    return issuer.isPresent()
        ? Optional.ofNullable(byIssuer.get(issuer.get()))
        : Optional.<Incident>empty();
  }

  /** The incident that the same handshake was counted to. */
  synchronized Optional<Incident> sameHandshake(HandshakeFailure failure) {
    return failure.number() == 0
        ? Optional.<Incident>empty()
        : Optional.ofNullable(byHandshake.get(failure.number()));
  }

  /**
   * The incident that a failure belongs to: by its handshake, as long as of that was only seen that
   * it waits; by its cause; or, if that is open yet, by its peer.
   *
   * <p>A handshake that was told to wait, for the peer or for this side's own check, goes on as the
   * look-up that began in it since, or as the failure that it ended in.
   */
  synchronized Incident of(HandshakeFailure failure, Diagnosis diagnosis) {
    Incident incident = decide(failure, diagnosis);
    if (failure.number() != 0) {
      byHandshake.put(failure.number(), incident);
    }
    return incident;
  }

  /**
   * The same for a handshake that is late; empty if all that was seen is that it waits, and more
   * has been seen of it since.
   */
  synchronized Optional<Incident> ofLate(HandshakeFailure handshake, Diagnosis diagnosis) {
    return handshake.waiting().isPresent() && sameHandshake(handshake).isPresent()
        ? Optional.<Incident>empty()
        : Optional.of(of(handshake, diagnosis));
  }

  private Incident decide(HandshakeFailure failure, Diagnosis diagnosis) {
    if (diagnosis.interim() && diagnosis.cause() == Cause.UNKNOWN) {
      Incident same = byFailure.get(FailureKey.ofCertificate(failure));
      if (same != null && same.isUnresolved()) {
        return same;
      }
    }
    String identity = Fingerprint.identity(diagnosis, failure);
    Optional<Incident> known = find(identity).filter(incident -> incident.takes(identity, failure));
    Optional<Incident> begun = sameHandshake(failure).filter(Incident::isOnlyWaiting);
    if (!begun.isPresent() || begun.equals(known)) {
      return known.orElseGet(() -> open(identity, failure, diagnosis));
    }
    if (!known.isPresent()) {
      begun.get().goesOnFrom(identity(begun.get()));
      byIdentity.put(identity, begun.get());
      return begun.get();
    }
    if (begun.get().isSettled()) {
      known.get().absorb(begun.get());
      begun.get().absorbed();
      replace(begun.get(), known.get());
    }
    return known.get();
  }

  private String identity(Incident incident) {
    for (Map.Entry<String, Incident> entry : byIdentity.entrySet()) {
      if (entry.getValue() == incident) {
        return entry.getKey();
      }
    }
    return "";
  }

  /** The incident of that identity; a new one if there is none. */
  synchronized Incident findOrOpen(String identity, HandshakeFailure failure, Diagnosis diagnosis) {
    return find(identity).orElseGet(() -> open(identity, failure, diagnosis));
  }

  private Incident open(String identity, HandshakeFailure failure, Diagnosis diagnosis) {
    Incident opened = new Incident(newId(), failure, diagnosis);
    byIdentity.put(identity, opened);
    return opened;
  }

  /**
   * Lets an incident be found by one more identity, and gives the one that has it: another, if that
   * was told already.
   */
  synchronized Incident alias(String identity, Incident incident) {
    Incident known = byIdentity.get(identity);
    if (known != null && known.isUnresolved()) {
      return known;
    }
    byIdentity.put(identity, incident);
    return incident;
  }

  /** Lets another incident be found wherever one was that turned out to be the same. */
  synchronized void replace(Incident absorbed, Incident same) {
    byIdentity.replaceAll((identity, found) -> found == absorbed ? same : found);
    byHandshake.replaceAll((number, found) -> found == absorbed ? same : found);
    byFailure.replaceAll((key, found) -> found == absorbed ? same : found);
    byIssuer.replaceAll((issuer, found) -> found == absorbed ? same : found);
  }

  /** Lets the next failure that looks the same be recognised. */
  synchronized void remember(long failureKey, HandshakeFailure failure, Incident incident) {
    byFailure.put(failureKey, incident);
    byFailure.put(FailureKey.ofCertificate(failure), incident);
    Optional<Integer> issuer = issuer(failure);
    if (issuer.isPresent()) {
      byIssuer.put(issuer.get(), incident);
    }
  }

  /** Those that were told and are not over. */
  synchronized List<Incident> unresolved() {
    List<Incident> open = new ArrayList<>();
    for (Incident incident : byIdentity.values()) {
      if (incident.isUnresolved() && !open.contains(incident)) {
        open.add(incident);
      }
    }
    return open;
  }

  /** Ten digits at random; not from SecureRandom, which can wait for entropy. */
  private static String newId() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong(ID_BOUND) | ID_BOUND).substring(1);
  }

  private static Optional<Integer> issuer(HandshakeFailure failure) {
    Optional<Validation> validation = failure.validation();
    if (!validation.isPresent() || validation.get().chain().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(validation.get().chain().get(0).getIssuerX500Principal().hashCode());
  }

  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private final int max;

    Bounded(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }
}
