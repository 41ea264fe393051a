package io.tlswhy.probe.dns;

import io.tlswhy.fuzz.FedFile;

/** A file that names name servers. */
public final class ResolvTarget {
  private static final FedFile FILE = new FedFile();

  private ResolvTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (NameServers.read(FILE.write("resolv.conf", input)).size() > 3) {
      throw new IllegalStateException("more servers than the C library asks");
    }
  }
}
