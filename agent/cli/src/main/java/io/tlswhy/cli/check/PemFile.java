package io.tlswhy.cli.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and CRLs in files, as PEM with whatever text around it, or as DER. */
final class PemFile {
  private static final long LARGEST = 256L * 1024 * 1024;
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+"
              + "-----END (?:TRUSTED |X509 )?CERTIFICATE-----");

  private PemFile() {}

  /** Whether the file holds a PEM certificate. */
  static boolean looksLikeOne(Path file) throws IOException {
    byte[] start = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.read(start);
      return read > 0
          && new String(start, 0, read, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }
  }

  /** The certificates of the file in its order. */
  static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    byte[] content = content(file);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher pem = CERTIFICATE.matcher(new String(content, StandardCharsets.ISO_8859_1));
    while (pem.find()) {
      byte[] one = pem.group().getBytes(StandardCharsets.ISO_8859_1);
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
    }
    if (certificates.isEmpty()) {
      for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(content))) {
        certificates.add((X509Certificate) each);
      }
    }
    return certificates;
  }

  /** The CRLs of the file. */
  static List<CRL> crls(Path file) throws IOException, GeneralSecurityException {
    return new ArrayList<>(
        CertificateFactory.getInstance("X.509")
            .generateCRLs(new ByteArrayInputStream(content(file))));
  }

  /** A trust store of those certificates. */
  static KeyStore asTrustStore(List<X509Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("certificate-" + i, certificates.get(i));
    }
    return store;
  }

  private static byte[] content(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    return Files.readAllBytes(file);
  }
}
