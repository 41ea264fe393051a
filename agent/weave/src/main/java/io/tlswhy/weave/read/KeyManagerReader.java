package io.tlswhy.weave.read;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads which key manager a connection has, and what the JDK's simple one holds. */
final class KeyManagerReader {
  private static final int MOST = 100;

  private KeyManagerReader() {}

  /** The class of the key manager, empty if there is none. */
  static String name(Mirror manager) {
    String name = manager.className();
    if (name.endsWith(".DummyX509KeyManager")) {
      return "";
    }
    return name.endsWith(".AbstractKeyManagerWrapper") ? manager.field("km").className() : name;
  }

  /** Whether it is a {@code SunX509}, the only one whose keys can be counted, that has none. */
  static boolean isKeyless(Mirror manager) {
    return manager.className().endsWith(".SunX509KeyManagerImpl")
        && manager.field("credentialsMap").isPresent()
        && manager.field("credentialsMap").values().isEmpty();
  }

  /**
   * The end-entity certificates that {@code SunX509} holds beside the one that was sent, if one
   * was. Its map is filled by the constructor and never changed.
   */
  static List<X509Certificate> others(Mirror manager, List<X509Certificate> sent) {
    if (!manager.className().endsWith(".SunX509KeyManagerImpl")) {
      return Collections.emptyList();
    }
    List<X509Certificate> others = new ArrayList<X509Certificate>();
    for (Object credentials : manager.field("credentialsMap").values()) {
      List<X509Certificate> chain =
          HandshakeReader.certificates(Mirror.of(credentials).field("certificates"));
      boolean isSent = !chain.isEmpty() && !sent.isEmpty() && chain.get(0).equals(sent.get(0));
      if (!chain.isEmpty() && !isSent && others.size() < MOST) {
        others.add(chain.get(0));
      }
    }
    return others;
  }
}
