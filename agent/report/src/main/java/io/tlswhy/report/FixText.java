package io.tlswhy.report;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a fix's sentence leaves out of what a person needs to carry it out. */
final class FixText {
  private static final int MAX_SETTINGS = 20;
  private static final int MAX_TEXT = 1000;

  private FixText() {}

  /** The settings that the sentence does not spell out, as {@code key=value}. */
  static List<String> settings(Diagnosis diagnosis) {
    List<String> settings = new ArrayList<>();
    for (Fix fix : diagnosis.fixes()) {
      if (fix.kind() == Fix.Kind.PROPERTY
          && !diagnosis.fix().contains(fix.key() + "=" + fix.value())
          && settings.size() < MAX_SETTINGS) {
        settings.add(Escape.line(fix.key() + "=" + fix.value(), MAX_TEXT));
      }
    }
    return settings;
  }

  /** Whether this JVM must be restarted; empty where the sentence says so, or nothing is known. */
  static String restart(Diagnosis diagnosis) {
    if (diagnosis.fixes().isEmpty() || saysRestart(diagnosis.fix())) {
      return "";
    }
    for (Fix fix : diagnosis.fixes()) {
      if (fix.restart()) {
        return "This JVM must be restarted for it.";
      }
    }
    return "No restart is needed.";
  }

  /** Whether the sentence itself speaks of a restart. */
  static boolean saysRestart(String fix) {
    return fix.toLowerCase(Locale.ROOT).contains("restart");
  }
}
