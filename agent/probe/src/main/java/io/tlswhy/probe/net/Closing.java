package io.tlswhy.probe.net;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is no longer needed. */
public final class Closing {
  private Closing() {}

  /** Closes it; whether that works makes no difference any more. */
  public static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // Nothing depends on it, and the operating system takes the descriptor back all the same.
    }
  }
}
