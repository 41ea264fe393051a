package io.tlswhy.weave.matrix;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests, and the key stores that the scenarios use. */
public final class Pki {
  /** The password of every store. */
  static final String PASSWORD = "changeit";

  private static final Instant NOW = Instant.now();

  private final KeyPair caKeys = keys();
  private final X500Name caName;
  private final X509Certificate ca;
  private long serial = 1000;

  private Pki(String name) throws Exception {
    caName = new X500Name("CN=" + name);
    ca = sign(caName, caKeys, true, Duration.ofDays(-1), Duration.ofDays(30), "");
  }

  /** Writes what the scenarios need into the folder. */
  public static void write(Path folder, String crlUrl) throws Exception {
    Pki trusted = new Pki("Test Root");
    Pki other = new Pki("Other Root");
    trusted.writeTrust(folder.resolve("trust.p12"));
    trusted.writeKey(folder.resolve("good.p12"), Duration.ofDays(10), "");
    trusted.writeKey(folder.resolve("expired.p12"), Duration.ofHours(-1), "");
    trusted.writeKey(folder.resolve("crl.p12"), Duration.ofDays(10), crlUrl);
    other.writeKey(folder.resolve("untrusted.p12"), Duration.ofDays(10), "");
  }

  private void writeTrust(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", ca);
    save(store, file);
  }

  private void writeKey(Path file, Duration until, String crlUrl) throws Exception {
    KeyPair keys = keys();
    X509Certificate leaf =
        sign(new X500Name("CN=localhost"), keys, false, Duration.ofDays(-2), until, crlUrl);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    PrivateKey key = keys.getPrivate();
    store.setKeyEntry("key", key, PASSWORD.toCharArray(), new Certificate[] {leaf, ca});
    save(store, file);
  }

  private X509Certificate sign(
      X500Name subject, KeyPair keys, boolean isCa, Duration from, Duration until, String crlUrl)
      throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            caName,
            BigInteger.valueOf(serial++),
            Date.from(NOW.plus(from)),
            Date.from(NOW.plus(until)),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
    if (!isCa) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
    }
    if (!crlUrl.isEmpty()) {
      GeneralNames names =
          new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, crlUrl));
      DistributionPoint point = new DistributionPoint(new DistributionPointName(names), null, null);
      builder.addExtension(
          Extension.cRLDistributionPoints,
          false,
          new CRLDistPoint(new DistributionPoint[] {point}));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(caKeys.getPrivate())));
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static void save(KeyStore store, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }
}
