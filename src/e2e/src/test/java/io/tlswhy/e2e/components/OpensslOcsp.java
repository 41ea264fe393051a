package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;

/** OpenSSL's OCSP responder, over the index of certificates that a CA by OpenSSL keeps. */
final class OpensslOcsp {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Network network;
  private final Path folder;
  private final LabCa ca;
  private final StringBuilder index = new StringBuilder();

  /** A responder for the certificates of that authority. */
  OpensslOcsp(Network network, Path folder, LabCa ca) {
    this.network = network;
    this.folder = folder;
    this.ca = ca;
  }

  /** Knows a certificate as good. */
  OpensslOcsp knows(X509Certificate certificate) {
    return entry("V", certificate, "");
  }

  /** Knows a certificate as revoked. */
  OpensslOcsp revoked(X509Certificate certificate) {
    return entry("R", certificate, time(certificate.getNotBefore()) + ",keyCompromise");
  }

  private OpensslOcsp entry(String status, X509Certificate certificate, String revoked) {
    index.append(
        String.join(
            "\t",
            status,
            time(certificate.getNotAfter()),
            revoked,
            hexadecimal(certificate.getSerialNumber()),
            "unknown",
            "/CN=" + Network.PARTNER_HOST + "\n"));
    return this;
  }

  /** Starts it at an address's port 80, signing with the authority's own key. */
  void start(String address) throws IOException, InterruptedException {
    start(address, new Identity(ca.keys().getPrivate(), List.of(ca.certificate())));
  }

  /** Starts it, signing as {@code signer}. */
  void start(String address, Identity signer) throws IOException, InterruptedException {
    Path authority = Pem.certificates(folder.resolve("ocsp-ca.pem"), List.of(ca.certificate()));
    Path certificate =
        Pem.certificates(folder.resolve("ocsp-signer.pem"), List.of(signer.certificate()));
    Path key = Pem.key(folder.resolve("ocsp-signer.key"), signer.key());
    Files.writeString(folder.resolve("ocsp-index.txt.attr"), "unique_subject = no\n");
    network
        .servers()
        .serve(
            folder.resolve("ocsp.out"),
            address,
            80,
            "openssl",
            "ocsp",
            "-port",
            "80",
            "-index",
            Files.writeString(folder.resolve("ocsp-index.txt"), index).toString(),
            "-CA",
            authority.toString(),
            "-rsigner",
            certificate.toString(),
            "-rkey",
            key.toString(),
            "-nmin",
            "60");
  }

  private static String time(Date date) {
    return TIME.format(date.toInstant());
  }

  private static String hexadecimal(BigInteger serial) {
    String digits = serial.toString(16).toUpperCase(java.util.Locale.ROOT);
    return digits.length() % 2 == 0 ? digits : "0" + digits;
  }
}
