package io.tlswhy.weave.capture;

/**
 * Knows an exception by which JSSE refuses the value of a property, such as a protocol version that
 * does not exist, from one by which it refuses what the application itself asked for.
 */
final class RefusedSetting {
  private static final String JSSE = "sun.security.ssl.";
  private static final String HTTPS = "sun.net.www.protocol.https.HttpsClient";
  private static final int DEEPEST_FRAME = 20;

  private RefusedSetting() {}

  /** Whether that, or its cause, is an {@code IllegalArgumentException} that JSSE made. */
  static boolean isCauseOf(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return cause instanceof IllegalArgumentException && isMadeByJsse(cause.getStackTrace());
  }

  /** Whether it was {@code HttpsURLConnection} that handed JSSE the value of a property. */
  static boolean isOfHttps(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    if (!(thrown instanceof IllegalArgumentException) || !isMadeByJsse(frames)) {
      return false;
    }
    for (int i = 0; i < Math.min(frames.length, DEEPEST_FRAME); i++) {
      if (frames[i].getClassName().equals(HTTPS)) {
        return frames[i].getMethodName().equals("afterConnect");
      }
    }
    return false;
  }

  private static boolean isMadeByJsse(StackTraceElement[] frames) {
    return frames.length > 0 && frames[0].getClassName().startsWith(JSSE);
  }
}
