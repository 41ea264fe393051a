package io.tlswhy.lab.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a revocation list shall say; it starts as a fresh one that lists nothing. */
public final class CrlSpec {
  private final X509Certificate issuer;
  private KeyPair signer;
  private final List<X509Certificate> revoked = new ArrayList<>();
  private Instant thisUpdate = Instant.now().minus(Duration.ofHours(1));
  private Instant nextUpdate = Instant.now().plus(Duration.ofDays(7));

  private CrlSpec(X509Certificate issuer, KeyPair signer) {
    this.issuer = issuer;
    this.signer = signer;
  }

  /** The list of this authority. */
  public static CrlSpec of(LabCa ca) {
    return new CrlSpec(ca.certificate(), ca.keys());
  }

  /** Lists a certificate as revoked for a compromised key, two days ago. */
  public CrlSpec revoking(X509Certificate certificate) {
    revoked.add(certificate);
    return this;
  }

  /** Moves both dates, forwards if the duration is positive. */
  public CrlSpec shifted(Duration by) {
    thisUpdate = thisUpdate.plus(by);
    nextUpdate = nextUpdate.plus(by);
    return this;
  }

  /** Makes a list that should have been replaced {@code ago}. */
  public CrlSpec stale(Duration ago) {
    nextUpdate = Instant.now().minus(ago);
    thisUpdate = nextUpdate.minus(Duration.ofDays(7));
    return this;
  }

  /** Signs with a key that is not the issuer's. */
  public CrlSpec signedBy(KeyPair other) {
    signer = other;
    return this;
  }

  /** The list, DER. */
  public byte[] encoded() {
    try {
      X509v2CRLBuilder builder =
          new JcaX509v2CRLBuilder(issuer.getSubjectX500Principal(), Date.from(thisUpdate));
      builder.setNextUpdate(Date.from(nextUpdate));
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.TEN));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer));
      Date when = Date.from(Instant.now().minus(Duration.ofDays(2)));
      for (X509Certificate certificate : revoked) {
        builder.addCRLEntry(certificate.getSerialNumber(), when, CRLReason.keyCompromise);
      }
      return builder
          .build(new JcaContentSignerBuilder(Keys.signatureFor(signer)).build(signer.getPrivate()))
          .getEncoded();
    } catch (IOException
        | CertificateEncodingException
        | java.security.NoSuchAlgorithmException
        | OperatorCreationException e) {
      throw new IllegalStateException("CRL of " + issuer.getSubjectX500Principal(), e);
    }
  }
}
