package io.tlswhy.cli.check;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root and a server certificate for {@code localhost}, for tests. */
final class TestPki {
  private final KeyPair rootKeys = keys();
  private final KeyPair serverKeys = keys();
  final X509Certificate root;
  final X509Certificate server;

  TestPki() throws GeneralSecurityException, IOException, OperatorCreationException {
    this("CN=Test Root");
  }

  TestPki(String nameOfRoot)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Name rootName = new X500Name(nameOfRoot);
    Instant now = Instant.now();
    root =
        signed(
            builder(rootName, rootName, rootKeys, now)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
    server =
        signed(
            builder(rootName, new X500Name("CN=localhost"), serverKeys, now)
                .addExtension(Extension.subjectAlternativeName, false, names));
  }

  SSLContext serverContext() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    X509Certificate[] chain = {server};
    store.setKeyEntry("server", serverKeys.getPrivate(), new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  static Path pem(Path file, X509Certificate... certificates)
      throws IOException, GeneralSecurityException {
    StringBuilder pem = new StringBuilder("text before\n");
    for (X509Certificate certificate : certificates) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Files.writeString(file, pem.toString());
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant now) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(Math.abs(subject.hashCode()) + 1L),
        Date.from(now.minus(1, ChronoUnit.DAYS)),
        Date.from(now.plus(30, ChronoUnit.DAYS)),
        subject,
        keys.getPublic());
  }

  private X509Certificate signed(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(rootKeys.getPrivate())));
  }
}
