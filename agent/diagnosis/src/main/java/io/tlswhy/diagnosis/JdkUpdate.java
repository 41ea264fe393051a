package io.tlswhy.diagnosis;

import io.tlswhy.evidence.JvmFacts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the update of a release: {@code 1.8.0_301} is the 301st of 8, {@code 11.0.12} the 12th
 * of 11.
 */
public final class JdkUpdate {
  private static final Pattern VERSION =
      Pattern.compile("(?:1\\.8\\.0_(\\d{1,4})|\\d{1,3}\\.0\\.(\\d{1,4})).*");

  private JdkUpdate() {}

  /** Whether the JVM is of that feature release and its update is older; false if not known. */
  public static boolean isBefore(JvmFacts jvm, int feature, int update) {
    Matcher version = VERSION.matcher(jvm.version());
    if (jvm.feature() != feature || !version.matches()) {
      return false;
    }
    String number = version.group(1) == null ? version.group(2) : version.group(1);
    return Integer.parseInt(String.valueOf(number)) < update;
  }
}
