package io.tlswhy.cli.check;

import io.tlswhy.evidence.RevocationSettings;
import java.util.ArrayList;
import java.util.List;

/** Says whether this JVM looks up revocation at all, and by what. */
final class RevocationText {
  private RevocationText() {}

  /**
   * The sentence.
   *
   * @param crls how many CRLs were given to the check
   */
  static String of(RevocationSettings settings, int crls) {
    if (!settings.enabled()) {
      return "Revocation is not checked by this JVM's settings (com.sun.net.ssl.checkRevocation is not"
          + " true); the endpoints of a chain are tried all the same.";
    }
    List<String> by = by(settings);
    if (crls > 0) {
      by.add(0, "them (" + crls + ")");
      return "Revocation is checked, since CRLs were given: by " + String.join(" and ", by) + ".";
    }
    return by.isEmpty()
        ? "Revocation is checked by this JVM's settings, but by nothing that a certificate names:"
            + " neither the security property ocsp.enable nor com.sun.security.enableCRLDP is true."
        : "Revocation is checked by this JVM's settings, by " + String.join(" and ", by) + ".";
  }

  /** What of a certificate's pointers is followed. */
  static List<String> by(RevocationSettings settings) {
    List<String> by = new ArrayList<>();
    if (settings.ocsp()) {
      by.add("OCSP");
    }
    if (settings.crlDistributionPoints()) {
      by.add("CRL distribution points");
    }
    return by;
  }
}
