package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.Pointers;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.RevocationSettings;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a path's certificates this JVM's revocation settings make it look up. */
final class Needs {
  private Needs() {}

  /**
   * The needs in the order in which the JDK meets them: from the certificate next to the anchor
   * down to the peer's own.
   */
  static List<Need> of(CertificationPath path, RevocationSettings settings) {
    List<Need> needs = new ArrayList<>();
    if (!settings.enabled()) {
      return needs;
    }
    for (int position = path.certificates().size() - 1; position >= 0; position--) {
      X509Certificate subject = path.certificates().get(position);
      if (!settings.onlyEndEntity() || subject.getBasicConstraints() < 0) {
        needs.add(Need.of(position, subject, path.issuerOf(position), pointers(subject, settings)));
      }
    }
    return needs;
  }

  private static List<Pointer> pointers(X509Certificate subject, RevocationSettings settings) {
    List<Pointer> responders = new ArrayList<>();
    if (settings.ocsp()) {
      Optional<URI> override = settings.responderOverride();
      if (override.isPresent()) {
        responders.add(Pointer.of(LookupKind.OCSP, override.get()));
      } else {
        for (URI url : Pointers.ocsp(subject)) {
          responders.add(Pointer.of(LookupKind.OCSP, url));
        }
      }
    }
    List<Pointer> lists = new ArrayList<>();
    if (settings.crlDistributionPoints()) {
      for (URI url : Pointers.crl(subject)) {
        if (isSpoken(url)) {
          lists.add(Pointer.of(LookupKind.CRL, url));
        }
      }
    }
    boolean listsFirst = settings.preferCrls() || !settings.ocsp();
    List<Pointer> pointers = new ArrayList<>(listsFirst ? lists : responders);
    if (!settings.noFallback()) {
      pointers.addAll(listsFirst ? responders : lists);
    }
    return pointers;
  }

  /** Whether the JDK can follow it: URICertStore takes ldap, and URL has no handler for ldaps. */
  static boolean isSpoken(URI url) {
    return !url.getScheme().equalsIgnoreCase("ldaps");
  }
}
