package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Waiting;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One incident while it is remembered: how often, since when, and what is known of it by now.
 *
 * <p>Never keeps a failure itself: its exception and its certificates would hold the application's
 * classes and megabytes of memory.
 */
final class Incident {
  /** What a failure that was counted to the incident calls for. */
  enum Next {
    /** Find out, and tell. */
    INVESTIGATE,
    /** Nothing: it is being found out, or was told lately. */
    COUNT
  }

  private static final int MAX_IDS = 8;

  private final String id;
  private final Peer peer;
  private final Role role;
  private final Instant first;
  private final Instant since;
  private CountDownLatch settled = new CountDownLatch(1);
  private Diagnosis diagnosis;
  private boolean onlyLate;
  private boolean foreseen;
  private Optional<Waiting> onlyWaiting;
  private boolean goesOn;
  private String formerIdentity = "";
  private final LateHandshakes handshakes = new LateHandshakes();
  private boolean investigating;
  private int investigation;
  private boolean resolved;
  private long count;
  private Instant last;
  private Optional<Instant> settledAt = Optional.empty();
  private boolean told;
  private boolean toldToComeAndGo;
  private boolean toldGivenUp;
  private boolean idInException;
  private boolean absorbed;
  private final Set<String> alsoToldAs = new LinkedHashSet<>();
  private String text = "";
  private String fingerprint = "";
  private WeakReference<ClassLoader> application = new WeakReference<>(null);

  Incident(String id, HandshakeFailure failure, Diagnosis diagnosis) {
    this.id = id;
    this.peer = failure.peer();
    this.role = failure.role();
    this.first = failure.at();
    this.last = failure.at();
    this.foreseen = failure.point() == HandshakeFailure.Point.WATCHED;
    this.onlyLate = isLate(failure);
    this.since = onlyLate ? failure.at().minus(failure.elapsed()) : failure.at();
    this.onlyWaiting = failure.waiting();
    this.diagnosis = SlimDiagnosis.of(diagnosis);
  }

  String id() {
    return id;
  }

  Peer peer() {
    return peer;
  }

  Role role() {
    return role;
  }

  /**
   * Counts a failure to it.
   *
   * @param comesAndGoes whether it was seen to pass as well, often enough to be told so
   */
  synchronized Next count(HandshakeFailure failure, Duration repeat, boolean comesAndGoes) {
    Instant at = failure.at();
    boolean late = isLate(failure);
    if (!handshakes.isKnown(failure.number())) {
      count++;
    }
    if (late) {
      handshakes.add(failure);
    } else {
      handshakes.ended(failure.number());
    }
    resolved = false;
    if (at.isAfter(last)) {
      last = at;
    }
    boolean seenMore = isOwnCheck() && !isOwnCheck(failure);
    if (!failure.waiting().isPresent()) {
      onlyWaiting = Optional.empty();
    }
    if (goesOn || seenMore) {
      // It is seen by now what was waited for, which the text that is known does not say.
      goesOn = false;
      onlyLate = late;
      settledAt = Optional.empty();
      return investigate();
    }
    if (onlyLate && !late) {
      // What hung has failed by now, and the failure tells more than the waiting did.
      onlyLate = false;
      foreseen = false;
      return investigate();
    }
    if (investigating) {
      return Next.COUNT;
    }
    if (comesAndGoes && told && !toldToComeAndGo) {
      return investigate();
    }
    if (!settledAt.isPresent() || !at.isBefore(settledAt.get().plus(repeat))) {
      onlyLate = late;
      return investigate();
    }
    return Next.COUNT;
  }

  /** Whether nothing has failed (yet): a look-up hangs, or came late, or will. */
  private static boolean isLate(HandshakeFailure failure) {
    return failure.point() == HandshakeFailure.Point.SLOW
        || failure.point() == HandshakeFailure.Point.WATCHED;
  }

  private static boolean isOwnCheck(HandshakeFailure failure) {
    return failure.waiting().filter(Waiting.TASK::equals).isPresent();
  }

  private boolean isOwnCheck() {
    return onlyWaiting.filter(Waiting.TASK::equals).isPresent();
  }

  /** Whether all that is seen of it is that handshakes wait, and that is not over. */
  synchronized boolean isOnlyWaiting() {
    return onlyWaiting.isPresent() && !resolved;
  }

  /** One of its handshakes turned out to be of another matter, as which the incident goes on. */
  synchronized void goesOnFrom(String identity) {
    onlyWaiting = Optional.empty();
    goesOn = true;
    formerIdentity = identity;
  }

  /**
   * Whether a failure of that identity belongs to it. What it was at first is another matter by
   * now, but for a handshake that waits just so, and of which no more is seen yet.
   */
  synchronized boolean takes(String identity, HandshakeFailure failure) {
    return !identity.equals(formerIdentity) || (failure.waiting().isPresent() && isUnresolved());
  }

  /** A handshake of it has ended; whether that was the last one that was told to hang. */
  synchronized boolean endsWith(HandshakeFailure handshake) {
    return handshakes.ended(handshake.number());
  }

  private Next investigate() {
    if (settled.getCount() == 0) {
      settled = new CountDownLatch(1);
    }
    investigating = true;
    investigation++;
    return Next.INVESTIGATE;
  }

  /** The number of the last investigation that was called for. */
  synchronized int investigation() {
    return investigation;
  }

  /** The investigation could not be taken on: the next failure asks again. */
  synchronized void abandoned() {
    investigating = false;
    settled.countDown();
  }

  /** What becomes of the incident when an investigation found that. */
  synchronized IncidentEvent.Kind next(Diagnosis found, boolean comesAndGoes) {
    if (!told) {
      return IncidentEvent.Kind.OPENED;
    }
    boolean news = comesAndGoes && !toldToComeAndGo;
    return found.cause() == diagnosis.cause() && !news
        ? IncidentEvent.Kind.REPEATED
        : IncidentEvent.Kind.UPDATED;
  }

  /** Whether it was warned of and nothing has failed yet. */
  synchronized boolean isForeseen() {
    return foreseen;
  }

  /**
   * Whether that investigation is the one whose end is waited for. One of a waiting is not any
   * more, when a failure has come in since that tells more.
   */
  synchronized boolean awaits(int itsInvestigation) {
    return investigating && investigation == itsInvestigation;
  }

  /** Whether nothing has been found out, nor is being, since that investigation was settled. */
  synchronized boolean isAsLeftBy(int itsInvestigation) {
    return !investigating && !absorbed && investigation == itsInvestigation;
  }

  /** Whether it is not over, and that another verdict than was told, or not as sure as it was. */
  synchronized boolean isNews(Diagnosis found) {
    boolean same =
        found.cause() == diagnosis.cause() && found.confidence() == diagnosis.confidence();
    return !resolved && (!told || !same);
  }

  /** Whether telling that would say nothing new of an incident that was told. */
  synchronized boolean isKnown(
      Diagnosis found, Instant now, Duration repeat, boolean comesAndGoes) {
    return told
        && (toldToComeAndGo || !comesAndGoes)
        && found.cause() == diagnosis.cause()
        && settledAt.isPresent()
        && now.isBefore(settledAt.get().plus(repeat));
  }

  /** Takes what the investigation found, and what exceptions say from now on. */
  synchronized void settle(
      Diagnosis found, String itsFingerprint, String exceptionText, Instant now, boolean toldNow) {
    diagnosis = SlimDiagnosis.of(found);
    fingerprint = itsFingerprint;
    text = exceptionText;
    investigating = false;
    settledAt = Optional.of(now);
    told |= toldNow;
    settled.countDown();
  }

  /** Whether it has not been told yet that the application gave up; from now on it has. */
  synchronized boolean tellsGivenUp() {
    boolean first = !toldGivenUp;
    toldGivenUp = true;
    return first;
  }

  /** It was told that it comes and goes, which is not told again. */
  synchronized void toldToComeAndGo() {
    toldToComeAndGo = true;
  }

  /**
   * Takes over what was counted to an incident that turned out to be the same, and the ids under
   * which it was seen.
   *
   * @return whether there is one among them that was not known yet, and is remembered
   */
  boolean absorb(Incident same) {
    long more = same.count();
    Instant seen = same.last();
    Collection<String> ids = same.seenIds();
    LateHandshakes late = same.lateHandshakes();
    synchronized (this) {
      count += more - handshakes.addAll(late);
      if (seen.isAfter(last)) {
        last = seen;
      }
      boolean added = false;
      for (String seenAs : ids) {
        added |= alsoToldAs.size() < MAX_IDS && alsoToldAs.add(seenAs);
      }
      return added;
    }
  }

  /** It turned out to be another, which goes on in its place. */
  synchronized void absorbed() {
    absorbed = true;
    resolved = true;
  }

  private synchronized LateHandshakes lateHandshakes() {
    return handshakes.copy();
  }

  private synchronized Collection<String> seenIds() {
    List<String> ids = new ArrayList<>(alsoToldAs);
    if (told || idInException) {
      ids.add(0, id);
    }
    return ids;
  }

  /** The ids of incidents that turned out to be this one; at most eight. */
  synchronized List<String> alsoToldAs() {
    return new ArrayList<>(alsoToldAs);
  }

  /** Whether a diagnosis at least as sure may take the place of what is known. */
  synchronized boolean isOpenTo(Diagnosis found) {
    return !investigating && found.confidence().compareTo(diagnosis.confidence()) <= 0;
  }

  /** Whether an investigation has ended, so that its diagnosis is better than one made at once. */
  synchronized boolean isSettled() {
    return settledAt.isPresent();
  }

  /**
   * What an exception says that is thrown now, if an investigation has ended; if none has, the
   * exception is to say what was seen at once, and the id.
   */
  synchronized Optional<String> textForException() {
    if (settledAt.isPresent()) {
      return Optional.of(text);
    }
    idInException = true;
    return Optional.empty();
  }

  /** What is known by now. */
  synchronized Diagnosis diagnosis() {
    return diagnosis;
  }

  /** What exceptions say once an investigation has ended. */
  synchronized String text() {
    return text;
  }

  synchronized String fingerprint() {
    return fingerprint;
  }

  synchronized long count() {
    return count;
  }

  synchronized Instant last() {
    return last;
  }

  Instant first() {
    return first;
  }

  /** When it began: what hangs did so before it was seen. */
  Instant since() {
    return since;
  }

  /** Whether it was told and is not known to be over. */
  synchronized boolean isUnresolved() {
    return told && !resolved;
  }

  /** Marks it as over; false if it was already, or was never told. */
  synchronized boolean resolve() {
    if (!isUnresolved()) {
      return false;
    }
    resolved = true;
    toldToComeAndGo = false;
    toldGivenUp = false;
    return true;
  }

  synchronized void application(WeakReference<ClassLoader> loader) {
    application = loader;
  }

  synchronized WeakReference<ClassLoader> application() {
    return application;
  }

  /**
   * Waits until the last investigation has ended, or for that long.
   *
   * @return whether it has ended
   */
  boolean await(Duration longest) throws InterruptedException {
    CountDownLatch last;
    synchronized (this) {
      last = settled;
    }
    return last.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }
}
