package io.tlswhy.diagnosis.testpki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority for tests: issues certificates, CRLs and OCSP responses. */
public final class Authority {
  /** The time at which every test happens. */
  public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static final AtomicLong SERIAL = new AtomicLong(0x1000);

  private final KeyPair keys;
  private final X509Certificate certificate;

  private Authority(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** A self-signed root. */
  public static Authority root(String name) {
    KeyPair keys = newKeys();
    CertificateSpec spec = CertificateSpec.authority(name);
    return new Authority(keys, sign(keys, new X500Name("CN=" + name), keys, spec));
  }

  /** An intermediate under this authority. */
  public Authority intermediate(CertificateSpec spec) {
    KeyPair subjectKeys = newKeys();
    return new Authority(subjectKeys, sign(keys, subjectName(), subjectKeys, spec));
  }

  /** A certificate of this authority; its key is thrown away. */
  public X509Certificate issue(CertificateSpec spec) {
    return sign(keys, subjectName(), newKeys(), spec);
  }

  /** The private key of this authority's certificate. */
  public java.security.PrivateKey privateKey() {
    return keys.getPrivate();
  }

  /** This authority's own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Starts a CRL of this authority. */
  public CrlSpec crl() {
    return new CrlSpec(this);
  }

  /** Starts an OCSP response for a certificate, signed by this authority. */
  public OcspSpec ocsp(X509Certificate subject) {
    return new OcspSpec(this, this, subject);
  }

  /** Starts an OCSP response for a certificate of this authority, signed by another. */
  public OcspSpec ocspSignedBy(Authority signer, X509Certificate subject) {
    return new OcspSpec(this, signer, subject);
  }

  X500Name subjectName() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  ContentSigner signer() {
    return signer(keys);
  }

  private static ContentSigner signer(KeyPair keys) {
    try {
      return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    } catch (org.bouncycastle.operator.OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate sign(
      KeyPair issuerKeys, X500Name issuer, KeyPair subjectKeys, CertificateSpec spec) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(spec.notBefore()),
              Date.from(spec.notAfter()),
              new X500Name("CN=" + spec.name()),
              subjectKeys.getPublic());
      if (spec.isAuthority()) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        int lists = spec.maySignCrls() ? KeyUsage.cRLSign : 0;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | lists));
      }
      spec.addTo(builder);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
