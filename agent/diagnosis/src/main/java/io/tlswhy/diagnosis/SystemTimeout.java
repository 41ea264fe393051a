package io.tlswhy.diagnosis;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells a connection on which the operating system gave up (ETIMEDOUT) from one that was refused
 * (ECONNREFUSED): the JDK makes the same {@code ConnectException} of both.
 *
 * <p>Time decides first. No system gives up before the first SYN's time is over, one second (RFC
 * 6298 section 2.1), and Linux not before three, as its {@code tcp_syn_retries} is 1 at least; a
 * refusal comes at once or after a round trip. After that second a refusal is possible too, where
 * the first SYN was lost, where Windows tries again, or where resolving the name took the time;
 * nothing but the system's word for the error tells the two apart then. That word is no JDK's to
 * change, but a system's language may translate it: of words that are not known, only a time that
 * no refusal takes makes a time-out.
 */
public final class SystemTimeout {
  private static final Duration SOONEST = Duration.ofSeconds(1);

  /** A refused connection may be asked for again at further addresses, each for seconds. */
  private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(20);

  private SystemTimeout() {}

  /**
   * Whether the system gave up.
   *
   * @param error what connecting ended with
   * @param took how long that took; zero if it is not known, which counts as a refusal
   */
  public static boolean isIn(ConnectException error, Duration took) {
    return isIn(String.valueOf(error.getMessage()), took);
  }

  /**
   * The same by what the JDK quotes of the system, unchanged.
   *
   * @param took how long connecting took; zero if it is not known, which counts as a refusal
   */
  public static boolean isIn(String word, Duration took) {
    return took.compareTo(SOONEST) >= 0
        && !word.toLowerCase(Locale.ROOT).contains("refused")
        && (isSaid(word) || took.compareTo(LONGEST_REFUSAL) > 0);
  }

  /**
   * Whether the system says so in words that are known, where nobody has seen how long it took.
   *
   * @param word what the JDK quotes of the system, unchanged
   */
  public static boolean isSaid(String word) {
    return word.toLowerCase(Locale.ROOT).contains("timed out");
  }
}
