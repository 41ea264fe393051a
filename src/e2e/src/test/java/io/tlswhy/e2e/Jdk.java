package io.tlswhy.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java release that the agent is tried on.
 *
 * @param feature the feature release
 * @param home where it is
 */
public record Jdk(int feature, Path home) {

  /**
   * Those named by {@code -Dtlswhy.jdks=8=HOME,11=HOME,…}; without it the one that runs the tests.
   */
  public static List<Jdk> all() {
    String named = System.getProperty("tlswhy.jdks", "");
    if (named.isEmpty()) {
      return List.of(current());
    }
    List<Jdk> jdks = new ArrayList<>();
    for (String entry : named.split(",")) {
      int equals = entry.indexOf('=');
      jdks.add(
          new Jdk(
              Integer.parseInt(entry.substring(0, equals)), Path.of(entry.substring(equals + 1))));
    }
    return jdks;
  }

  /** Those on which everything is tried; the others (11 and 21) get a smoke set. */
  public static List<Jdk> full() {
    return all().stream().filter(jdk -> jdk.feature() != 11 && jdk.feature() != 21).toList();
  }

  /** The one that runs the tests. */
  public static Jdk current() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** Its launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "Java " + feature;
  }
}
