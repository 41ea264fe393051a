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
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a revocation list shall say; it starts as a fresh one that lists nothing. */
public final class CrlSpec {
  private static final BigInteger FIRST_OTHER = BigInteger.TWO.pow(140);

  /** An extension that nobody knows, of a private arc. */
  private static final ASN1ObjectIdentifier ABOUT = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

  private final X509Certificate issuer;
  private KeyPair signer;
  private final List<X509Certificate> revoked = new ArrayList<>();
  private Instant thisUpdate = Instant.now().minus(Duration.ofHours(1));
  private Instant nextUpdate = Instant.now().plus(Duration.ofDays(7));
  private boolean authoritiesOnly;
  private boolean indirect;
  private int others;
  private int octetsOfOther;

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

  /** Lists authorities' certificates only, and says so. */
  public CrlSpec forAuthoritiesOnly() {
    authoritiesOnly = true;
    return this;
  }

  /** Has other issuers' certificates, and says so. */
  public CrlSpec indirect() {
    indirect = true;
    return this;
  }

  /** Lists so many other certificates, each with so many octets about it. */
  public CrlSpec listingOthers(int number, int octets) {
    others = number;
    octetsOfOther = octets;
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
      if (authoritiesOnly) {
        builder.addExtension(
            Extension.issuingDistributionPoint,
            true,
            new IssuingDistributionPoint(null, false, true, null, false, false));
      }
      if (indirect) {
        builder.addExtension(
            Extension.issuingDistributionPoint,
            true,
            new IssuingDistributionPoint(null, false, false, null, true, false));
      }
      Extensions about = new Extensions(new Extension(ABOUT, false, new byte[octetsOfOther]));
      for (int i = 0; i < others; i++) {
        builder.addCRLEntry(FIRST_OTHER.add(BigInteger.valueOf(i)), when, about);
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
