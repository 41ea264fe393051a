package io.tlswhy.weave.matrix;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests. */
public final class Pki {
  /** The password of every key. */
  static final char[] PASSWORD = "changeit".toCharArray();

  private static final Instant NOW = Instant.now();

  private final KeyPair caKeys = keys();
  private final X500Name caName;
  private final X509Certificate ca;
  private long serial = 1000;

  /** An authority with that name. */
  public Pki(String name) throws Exception {
    caName = new X500Name("CN=" + name);
    ca = sign(builder(caName, caKeys, true, Duration.ofDays(30)));
  }

  /** A store that trusts it. */
  public KeyStore trust() throws Exception {
    KeyStore store = empty();
    store.setCertificateEntry("ca", ca);
    return store;
  }

  /** A key for localhost whose certificate is good for ten days. */
  public KeyStore good() throws Exception {
    return key(leaf(Duration.ofDays(10)));
  }

  /** A key whose certificate expired an hour ago. */
  public KeyStore expired() throws Exception {
    return key(leaf(Duration.ofHours(-1)));
  }

  /** A key whose certificate names a CRL and, unless that is empty, a responder. */
  public KeyStore revocable(String crl, String responder) throws Exception {
    Leaf leaf = leaf(Duration.ofDays(10));
    GeneralNames names = new GeneralNames(uri(crl));
    DistributionPoint point = new DistributionPoint(new DistributionPointName(names), null, null);
    leaf.builder.addExtension(
        Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
    if (!responder.isEmpty()) {
      leaf.builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(responder)));
    }
    return key(leaf);
  }

  /** A key whose certificate says where its issuer's certificate is. */
  public KeyStore pointing(String issuer) throws Exception {
    Leaf leaf = leaf(Duration.ofDays(10));
    leaf.builder.addExtension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, uri(issuer)));
    return key(leaf);
  }

  /** An empty CRL. */
  public byte[] crl() throws Exception {
    return new X509v2CRLBuilder(caName, Date.from(NOW.minusSeconds(60)))
        .setNextUpdate(Date.from(NOW.plusSeconds(3600)))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(caKeys.getPrivate()))
        .getEncoded();
  }

  private static GeneralName uri(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }

  private Leaf leaf(Duration until) throws Exception {
    KeyPair keys = keys();
    X509v3CertificateBuilder builder = builder(new X500Name("CN=localhost"), keys, false, until);
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
    return new Leaf(keys, builder);
  }

  private KeyStore key(Leaf leaf) throws Exception {
    KeyStore store = empty();
    Certificate[] chain = {sign(leaf.builder), ca};
    store.setKeyEntry("key", leaf.keys.getPrivate(), PASSWORD, chain);
    return store;
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, KeyPair keys, boolean isCa, Duration until) throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            caName,
            BigInteger.valueOf(serial++),
            Date.from(NOW.minus(Duration.ofDays(2))),
            Date.from(NOW.plus(until)),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
    return builder;
  }

  private X509Certificate sign(X509v3CertificateBuilder builder) throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(caKeys.getPrivate())));
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** A certificate that is not signed yet, and its keys. */
  private static final class Leaf {
    private final KeyPair keys;
    private final X509v3CertificateBuilder builder;

    Leaf(KeyPair keys, X509v3CertificateBuilder builder) {
      this.keys = keys;
      this.builder = builder;
    }
  }
}
