package io.tlswhy.probe.proxy;

import io.tlswhy.fuzz.FedFile;
import io.tlswhy.fuzz.Octets;
import java.net.URI;
import java.util.List;

/** Files in which an operating system or a desktop names proxies. The first octet chooses. */
public final class SettingsTarget {
  private static final FedFile FILE = new FedFile();
  private static final List<String> NAMES =
      List.of(
          "etc/environment",
          "etc/sysconfig/proxy",
          "home/.config/kioslaverc",
          "home/.config/glib-2.0/settings/keyfile",
          "etc/dconf/db/local.d/00-proxy");
  private static final URI URL = URI.create("http://crl.test/a.crl");

  private SettingsTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    int chosen = octets.next() % NAMES.size();
    byte[] text = octets.rest();
    for (int i = 0; i < NAMES.size(); i++) {
      FILE.write(NAMES.get(i), i == chosen ? text : new byte[0]);
    }
    SystemSettings settings =
        new SystemSettings(FILE.folder().resolve("etc"), FILE.folder().resolve("home"));
    settings.proxies(URL);
    settings.pac();
  }
}
