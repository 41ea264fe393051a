package io.tlswhy.report;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.history.History;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.incident.IncidentEvent;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The record for a person who has to act now: what is wrong, what to change, what is not the
 * matter, how that is known, how often, and how to see it from a shell.
 */
public final class LogText {
  /** What hangs is noticed by the agent's own watch, whose thread helps nobody. */
  private static final String AGENTS_THREAD = "tlswhy-";

  private static final int MAX_SENTENCE = 2000;
  private static final int MAX_NAME = 200;
  private static final int MAX_LINES = 40;

  private LogText() {}

  /** The whole record. */
  public static String of(IncidentEvent event) {
    return event.kind() == IncidentEvent.Kind.RESOLVED ? resolved(event) : full(event);
  }

  private static String resolved(IncidentEvent event) {
    String lasted = event.lasted().isPresent() ? " after " + Times.span(event.lasted().get()) : "";
    boolean watched = event.failure().point() == HandshakeFailure.Point.WATCHED;
    return marker(event)
        + " Over"
        + lasted
        + (watched ? ", before anything failed: " : " and " + howMany(event) + ": ")
        + end(event.failure())
        + " It was: "
        + sentence(event.diagnosis().summary())
        + (event.alsoToldAs().isEmpty() ? "" : " Also told as " + otherIds(event) + ".")
        + " (incident "
        + event.id()
        + ")";
  }

  private static String end(HandshakeFailure failure) {
    if (failure.point() == HandshakeFailure.Point.WATCHED) {
      return "what the next handshake with " + peerName(failure.peer()) + " needs is there again.";
    }
    if (failure.point() != HandshakeFailure.Point.SLOW) {
      return peerName(failure.peer()) + " works again.";
    }
    if (failure.stall().isPresent()) {
      return "no handshake waits for its client like that any more.";
    }
    if (failure.role() == Role.SERVER && failure.ending().isPresent()) {
      return "the handshake went on after " + Times.span(failure.elapsed()) + ".";
    }
    return failure.waiting().isPresent()
        ? "the handshake passed after " + Times.span(failure.elapsed()) + "."
        : "the look-up ended.";
  }

  /** What was late need not have failed. */
  private static String howMany(IncidentEvent event) {
    boolean late = event.failure().point() == HandshakeFailure.Point.SLOW;
    long count = event.count();
    return late ? count + (count == 1 ? " handshake" : " handshakes") : times(count);
  }

  private static String full(IncidentEvent event) {
    Diagnosis diagnosis = event.diagnosis();
    Paragraphs page = new Paragraphs();
    History history = History.of(event.failure(), diagnosis, event.jvm());
    page.line(
        marker(event) + " " + lead(event, history) + sentence(diagnosis.summary()) + tail(event));
    fix(page, diagnosis);
    notTheMatter(page, diagnosis);
    open(page, diagnosis);
    connection(page, event.failure());
    evidence(page, diagnosis);
    endpoints(page, diagnosis);
    counterfactuals(page, diagnosis);
    page.text("How often", howOften(event));
    list(page, "", history.frequency());
    list(page, "Until when", history.validity());
    if (!diagnosis.evidence().containsAll(history.changed())) {
      list(page, "What changed", history.changed());
    }
    if (!event.alsoToldAs().isEmpty()) {
      page.text("Also told as", otherIds(event));
    }
    page.text("Where", where(event));
    if (!diagnosis.command().isEmpty()) {
      page.verbatim("See it with", Escape.line(diagnosis.command(), MAX_SENTENCE));
    }
    return page.done();
  }

  private static String marker(IncidentEvent event) {
    return "tlswhy[" + event.diagnosis().cause().code() + "]";
  }

  private static String lead(IncidentEvent event, History history) {
    switch (event.kind()) {
      case UPDATED:
        if (event.failure().ending().filter(Ending.GIVEN_UP::equals).isPresent()) {
          String after = " after " + Times.span(event.failure().elapsed());
          return event.failure().carrier() == Carrier.SOCKET
              ? "The application gave up" + after + ": "
              : "The connection was closed" + after + ", by the application or the peer: ";
        }
        return history.comesAndGoes() ? "Comes and goes: " : "Now known better: ";
      case REPEATED:
        return "Still so: ";
      default:
        return event.failure().point() == HandshakeFailure.Point.WATCHED ? "Not failed yet: " : "";
    }
  }

  private static String tail(IncidentEvent event) {
    return " (" + event.diagnosis().confidence().word() + ", incident " + event.id() + ")";
  }

  private static void fix(Paragraphs page, Diagnosis diagnosis) {
    if (diagnosis.fix().isEmpty()) {
      return;
    }
    page.text("Fix", sentence(diagnosis.fix()));
    for (String setting : FixText.settings(diagnosis)) {
      page.verbatim("", "  " + setting);
    }
    String restart = FixText.restart(diagnosis);
    if (!restart.isEmpty()) {
      page.text("", restart);
    }
  }

  private static void notTheMatter(Paragraphs page, Diagnosis diagnosis) {
    list(page, "Not the matter", diagnosis.ruledOut());
  }

  private static void open(Paragraphs page, Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    for (Cause cause : diagnosis.contributing()) {
      lines.add("also involved: " + cause.code());
    }
    for (Alternative alternative : diagnosis.alternatives()) {
      lines.add(
          alternative.cause().code()
              + " is "
              + alternative.confidence().word()
              + " too: "
              + alternative.why()
              + (alternative.lookAt().isEmpty() ? "" : " Look at: " + alternative.lookAt()));
    }
    list(page, "Besides", lines);
  }

  private static void connection(Paragraphs page, HandshakeFailure failure) {
    Peer peer = failure.peer();
    StringBuilder line = new StringBuilder();
    if (failure.stall().isPresent()) {
      line.append("the last of them from ")
          .append(Escape.line(failure.stall().get().lastClient(), MAX_NAME));
    } else {
      line.append(failure.role() == Role.CLIENT ? "to " : "from ").append(peerName(peer));
    }
    if (!peer.address().isEmpty() && !peer.host().isEmpty()) {
      line.append(" at ").append(Escape.line(peer.address(), MAX_NAME));
    }
    peer.tunnel()
        .ifPresent(tunnel -> line.append(" through ").append(Escape.line(tunnel.name(), MAX_NAME)));
    Handshake handshake = failure.handshake();
    if (!handshake.protocol().isEmpty()) {
      line.append(", ").append(Escape.line(handshake.protocol(), MAX_NAME));
    }
    if (failure.alert().isPresent()) {
      AlertSeen alert = failure.alert().get();
      line.append(", alert ")
          .append(Escape.line(alert.name(), MAX_NAME))
          .append(alert.direction() == AlertSeen.Direction.SENT ? " sent" : " received");
    }
    if (!failure.elapsed().isZero()) {
      line.append(", after ").append(Times.span(failure.elapsed()));
    }
    page.text("Connection", line.toString());
    chain(page, failure);
  }

  private static void chain(Paragraphs page, HandshakeFailure failure) {
    List<X509Certificate> chain =
        failure.validation().isPresent()
            ? failure.validation().get().chain()
            : Collections.<X509Certificate>emptyList();
    String label = "Chain";
    int number = 0;
    for (X509Certificate certificate : chain) {
      number++;
      page.verbatim(
          label,
          number
              + "  "
              + Escape.line(certificate.getSubjectX500Principal().getName(), MAX_NAME)
              + ", valid "
              + Times.day(certificate.getNotBefore().toInstant())
              + " to "
              + Times.day(certificate.getNotAfter().toInstant()));
      label = "";
    }
    if (number > 0) {
      page.verbatim(
          "",
          "   issued by "
              + Escape.line(chain.get(number - 1).getIssuerX500Principal().getName(), MAX_NAME));
    }
  }

  private static void evidence(Paragraphs page, Diagnosis diagnosis) {
    list(page, "Evidence", diagnosis.evidence());
  }

  private static void endpoints(Paragraphs page, Diagnosis diagnosis) {
    if (diagnosis.endpoints().isEmpty()) {
      return;
    }
    page.text("Tried", "from this JVM:");
    for (EndpointTrial trial : bounded(diagnosis.endpoints())) {
      EndpointText.add(page, trial);
    }
  }

  private static void counterfactuals(Paragraphs page, Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    for (Counterfactual run : diagnosis.counterfactuals()) {
      lines.add("with " + run.with() + ": " + (run.passes() ? "passes" : "fails"));
    }
    list(page, "Checked again", lines);
  }

  private static String howOften(IncidentEvent event) {
    if (event.count() == 1) {
      return "once, at " + Times.moment(event.last());
    }
    Duration span = Duration.between(event.first(), event.last());
    return howMany(event)
        + " in "
        + Times.span(span)
        + ", first at "
        + Times.moment(event.first())
        + ", last at "
        + Times.moment(event.last());
  }

  private static String where(IncidentEvent event) {
    JvmFacts jvm = event.jvm();
    StringBuilder line = new StringBuilder("Java ").append(Escape.line(jvm.version(), MAX_NAME));
    if (jvm.pid() >= 0) {
      line.append(", process ").append(jvm.pid());
    }
    if (!jvm.host().isEmpty()) {
      line.append(" on ").append(Escape.line(jvm.host(), MAX_NAME));
    }
    String thread = event.failure().thread();
    if (!thread.isEmpty() && !thread.startsWith(AGENTS_THREAD)) {
      line.append(", thread ").append(Escape.line(thread, MAX_NAME));
    }
    return line.toString();
  }

  private static String otherIds(IncidentEvent event) {
    return (event.alsoToldAs().size() == 1 ? "incident " : "incidents ")
        + String.join(", ", event.alsoToldAs());
  }

  private static String times(long count) {
    return count == 1 ? "1 failure" : count + " failures";
  }

  private static String peerName(Peer peer) {
    if (peer.name().isEmpty()) {
      return "an unknown peer";
    }
    String name = Escape.line(peer.name(), MAX_NAME);
    if (peer.port() < 0) {
      return name;
    }
    // An IPv6 address stands in brackets before a port, as in a URL.
    return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + peer.port();
  }

  private static void list(Paragraphs page, String label, List<String> lines) {
    String margin = label;
    for (String line : bounded(lines)) {
      page.text(margin, sentence(line));
      margin = "";
    }
    if (lines.size() > MAX_LINES) {
      page.text("", "… " + (lines.size() - MAX_LINES) + " more");
    }
  }

  private static <T> List<T> bounded(List<T> list) {
    return list.subList(0, Math.min(MAX_LINES, list.size()));
  }

  private static String sentence(String text) {
    return Escape.line(text, MAX_SENTENCE);
  }
}
