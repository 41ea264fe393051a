package io.tlswhy.probe.proxy;

import io.tlswhy.fuzz.Octets;
import java.net.URI;

/** A PAC file as fetched, or the URL of a proxy. The first octet chooses. */
public final class PacTarget {
  private static final PacLocation LOCATION =
      PacLocation.of(URI.create("http://wpad.test/wpad.dat"), "auto_proxy");

  private PacTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    if (octets.next() % 4 == 0) {
      ProxyUrl.parse(octets.text(), "http_proxy");
    } else {
      PacText.of(octets.text(), LOCATION);
    }
  }
}
