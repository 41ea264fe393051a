package io.tlswhy.diagnosis.handshake;

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
    if (sent.size() == 1 && !own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
      faults.add("it was sent without its issuer's certificate");
    }
    return faults;
  }

  private void addUsage(X509Certificate own, List<String> faults) {
    try {
      List<String> usages = own.getExtendedKeyUsage();
      String needed = role == Role.CLIENT ? CLIENT : SERVER;
      if (usages != null && !usages.contains(needed) && !usages.contains(ANY_PURPOSE)) {
        faults.add(
            "it lacks the extended key usage "
                + (role == Role.CLIENT ? "clientAuth" : "serverAuth"));
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
    faults.add(
        "its issuer "
            + Scene.cut(sent.get(sent.size() - 1).getIssuerX500Principal().getName())
            + " is not among the "
            + accepted.size()
            + " that the peer asks for");
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
