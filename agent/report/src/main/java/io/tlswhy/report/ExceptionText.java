package io.tlswhy.report;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.incident.IncidentEvent;
import java.util.function.Function;

/**
 * The one line that an exception's message gets: what is wrong, what to do, how sure that is.
 *
 * <p>It is made on the failing thread and may reach an end user.
 */
public final class ExceptionText implements Function<IncidentEvent, String> {
  private static final int MAX = 700;

  /** How much the option {@code exception} lets it say. */
  public enum Detail {
    /** All of it. */
    ON,
    /** The code and the incident's id. */
    CODE,
    /** Nothing. */
    OFF;

    /** The detail that the option's value names; {@code on} unless it is another. */
    static Detail of(String value) {
      switch (value) {
        case "code":
          return CODE;
        case "off":
          return OFF;
        default:
          return ON;
      }
    }
  }

  private final Detail detail;

  /** A text of that much detail. */
  public ExceptionText(Detail detail) {
    this.detail = detail;
  }

  @Override
  public String apply(IncidentEvent event) {
    if (detail == Detail.OFF) {
      return "";
    }
    Diagnosis diagnosis = event.diagnosis();
    String head = "tlswhy[" + diagnosis.cause().code() + "]";
    if (detail == Detail.CODE) {
      return event.id().isEmpty() ? head : head + " (incident " + event.id() + ")";
    }
    String tail =
        " ("
            + diagnosis.confidence().word()
            + (event.id().isEmpty() ? "" : ", incident " + event.id())
            + ")";
    int room = MAX - head.length() - tail.length() - 1;
    String summary = shown(diagnosis.summary(), event);
    if (diagnosis.fix().isEmpty()) {
      return head + " " + Escape.shorten(summary, room) + tail;
    }
    String fix = shown(diagnosis.fix(), event);
    room -= " Fix: ".length();
    int forFix = Math.max(room / 2, room - summary.length());
    fix = Escape.shorten(fix, forFix);
    return head + " " + Escape.shorten(summary, room - fix.length()) + " Fix: " + fix + tail;
  }

  /** Bounded first, so that a name without end costs the failing thread nothing. */
  private static String shown(String text, IncidentEvent event) {
    return Escape.line(HostInfo.remove(Escape.shorten(text, 2 * MAX), event), 2 * MAX);
  }
}
