package io.tlswhy.weave.memory;

import io.tlswhy.fuzz.OneExtension;
import java.util.List;

/** The revocation pointers that are remembered of every peer that was accepted. */
public final class PointersTarget {
  private static final int MOST = 8;
  private static final int LONGEST = 500;

  private PointersTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    check(RevocationPointers.of(OneExtension.raw("2.5.29.31", input)));
    check(RevocationPointers.of(OneExtension.raw("1.3.6.1.5.5.7.1.1", input)));
  }

  private static void check(List<String> urls) {
    if (urls.size() > MOST || urls.stream().anyMatch(url -> url.length() > LONGEST)) {
      throw new IllegalStateException("more than is promised: " + urls);
    }
  }
}
