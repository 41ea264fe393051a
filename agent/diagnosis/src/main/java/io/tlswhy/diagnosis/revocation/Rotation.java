package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.path.Pointers;
import io.tlswhy.evidence.LastGoodChain;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is different from the last chain of the same peer that was accepted. */
final class Rotation {
  private Rotation() {}

  /** Sentences on the differences; empty if there are none that matter. */
  static List<String> differences(LastGoodChain good, X509Certificate now) {
    List<String> sentences = new ArrayList<>();
    String when = Times.at(good.when());
    String issuer = now.getIssuerX500Principal().getName();
    if (!issuer.equals(good.issuer())) {
      sentences.add(
          "Different from the last good handshake with this peer at "
              + when
              + ": the certificate was then issued by "
              + Words.cut(good.issuer(), 120)
              + ", now by "
              + Words.cut(issuer, 120)
              + ".");
    }
    Set<String> before = hosts(good.pointers());
    Set<String> after = new LinkedHashSet<>();
    Pointers.ocsp(now).forEach(url -> after.add(url.getHost()));
    Pointers.crl(now).forEach(url -> after.add(url.getHost()));
    Set<String> added = new LinkedHashSet<>(after);
    added.removeAll(before);
    if (!added.isEmpty()) {
      sentences.add(
          "New since that handshake at "
              + when
              + ": the revocation host "
              + Words.list(new ArrayList<>(added))
              + (before.isEmpty() ? "" : " (before: " + Words.list(new ArrayList<>(before)) + ")")
              + ".");
    }
    return sentences;
  }

  private static Set<String> hosts(List<String> pointers) {
    Set<String> hosts = new LinkedHashSet<>();
    for (String pointer : pointers) {
      try {
        String host = URI.create(pointer).getHost();
        if (host != null) {
          hosts.add(host);
        }
      } catch (IllegalArgumentException noUri) {
        // It names no host then.
      }
    }
    return hosts;
  }
}
