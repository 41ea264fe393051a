package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.Role;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/** What is wrong, as far as it shows from here, with the certificate that this side sent. */
final class OwnCertificate {
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final int DNS_NAME = 2;

  private final Handshake handshake;
  private final Role role;
  private final Instant at;

  OwnCertificate(Handshake handshake, Role role, Instant at) {
    this.handshake = handshake;
    this.role = role;
    this.at = at;
  }

  /** Clauses about the certificate, the gravest first; empty if nothing shows. */
  List<String> faults() {
    List<X509Certificate> sent = handshake.localCertificates();
    if (sent.isEmpty()) {
      return Collections.emptyList();
    }
    X509Certificate own = sent.get(0);
    List<String> faults = new ArrayList<>();
    Date now = Date.from(at);
    if (now.after(own.getNotAfter())) {
      faults.add("it expired at " + own.getNotAfter().toInstant());
    }
    if (now.before(own.getNotBefore())) {
      faults.add("it is not valid before " + own.getNotBefore().toInstant());
    }
    addUsage(own, faults);
    if (role == Role.CLIENT) {
      addIssuer(sent, faults);
    } else {
      addName(own, faults);
    }
    addChain(sent, now, faults);
    return faults;
  }

  /** Whether what the peer's alert says is plain to see here as well. */
  boolean shows(AlertSeen alert) {
    Date now = Date.from(at);
    return alert.code() == Alerts.CERTIFICATE_EXPIRED
        && handshake.localCertificates().stream().anyMatch(c -> now.after(c.getNotAfter()));
  }

  /** Whether it was sent alone, and its issuer is none that the peer is known to have. */
  boolean isAlone() {
    List<X509Certificate> sent = handshake.localCertificates();
    if (sent.size() != 1) {
      return false;
    }
    X500Principal issuer = sent.get(0).getIssuerX500Principal();
    return !issuer.equals(sent.get(0).getSubjectX500Principal())
        && !handshake.acceptableIssuers().contains(issuer);
  }

  private void addChain(List<X509Certificate> sent, Date now, List<String> faults) {
    X509Certificate own = sent.get(0);
    X500Principal issuer = own.getIssuerX500Principal();
    if (own.getSubjectX500Principal().equals(issuer)) {
      faults.add("it is self-signed");
    } else if (isAlone()) {
      faults.add(
          "it was sent without the certificate of its issuer "
              + Scene.cut(issuer.getName())
              + ", which the other side must then have itself");
    }
    for (X509Certificate above : sent.subList(1, sent.size())) {
      if (now.after(above.getNotAfter())) {
        faults.add(
            "the certificate of "
                + Scene.cut(above.getSubjectX500Principal().getName())
                + " that was sent with it expired at "
                + above.getNotAfter().toInstant());
      }
    }
  }

  private void addUsage(X509Certificate own, List<String> faults) {
    try {
      List<String> usages = own.getExtendedKeyUsage();
      String needed = role == Role.CLIENT ? CLIENT : SERVER;
      if (usages != null && !usages.contains(needed) && !usages.contains(ANY_PURPOSE)) {
        faults.add(
            role == Role.CLIENT
                ? "it lacks the extended key usage clientAuth, which public CAs stopped issuing in"
                    + " 2026"
                : "it lacks the extended key usage serverAuth");
      }
    } catch (CertificateParsingException e) {
      faults.add("its extended key usage cannot be read");
    }
  }

  private void addIssuer(List<X509Certificate> sent, List<String> faults) {
    List<X500Principal> accepted = handshake.acceptableIssuers();
    if (accepted.isEmpty()) {
      return;
    }
    for (X509Certificate certificate : sent) {
      if (accepted.contains(certificate.getIssuerX500Principal())
          || accepted.contains(certificate.getSubjectX500Principal())) {
        return;
      }
    }
    String asked = Scene.cut(accepted.get(0).getName());
    faults.add(
        "its issuer "
            + Scene.cut(sent.get(sent.size() - 1).getIssuerX500Principal().getName())
            + (accepted.size() == 1
                ? " is not " + asked + ", the only one that the peer asks for"
                : " is not among the " + accepted.size() + " that the peer asks for"));
  }

  private void addName(X509Certificate own, List<String> faults) {
    if (handshake.serverNames().isEmpty()) {
      return;
    }
    String asked = handshake.serverNames().get(0).toLowerCase(Locale.ROOT);
    try {
      Collection<List<?>> names = own.getSubjectAlternativeNames();
      if (names == null) {
        return;
      }
      for (List<?> name : names) {
        if (Integer.valueOf(DNS_NAME).equals(name.get(0))
            && covers(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT), asked)) {
          return;
        }
      }
      faults.add("it is not for the name " + Scene.cut(asked) + " that the client asked for");
    } catch (CertificateParsingException e) {
      faults.add("its names cannot be read");
    }
  }

  private static boolean covers(String name, String asked) {
    if (!name.startsWith("*.")) {
      return name.equals(asked);
    }
    int dot = asked.indexOf('.');
    return dot > 0 && asked.substring(dot).equals(name.substring(1));
  }
}
