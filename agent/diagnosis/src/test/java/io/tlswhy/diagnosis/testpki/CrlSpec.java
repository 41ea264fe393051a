package io.tlswhy.diagnosis.testpki;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** What a test's CRL says. */
public final class CrlSpec {
  private final Authority issuer;
  private final X509v2CRLBuilder builder;

  CrlSpec(Authority issuer) {
    this.issuer = issuer;
    this.builder =
        new X509v2CRLBuilder(
            issuer.subjectName(), Date.from(Authority.NOW.minus(Duration.ofHours(1))));
    builder.setNextUpdate(Date.from(Authority.NOW.plus(Duration.ofDays(7))));
  }

  /** Lists a certificate as revoked. */
  public CrlSpec revoke(X509Certificate certificate, Instant when, int reason) {
    builder.addCRLEntry(certificate.getSerialNumber(), Date.from(when), reason);
    return this;
  }

  /** Sets the dates. */
  public CrlSpec valid(Instant from, Instant until) {
    builder.setThisUpdate(Date.from(from));
    builder.setNextUpdate(Date.from(until));
    return this;
  }

  /** Limits the CRL to the distribution point of that URL. */
  public CrlSpec onlyFor(String url) {
    return scope(
        new IssuingDistributionPoint(
            new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url))),
            false,
            false));
  }

  /** Limits the CRL to certificates of CAs. */
  public CrlSpec onlyAuthorities() {
    return scope(new IssuingDistributionPoint(null, false, true, null, false, false));
  }

  /** Limits the CRL to those reasons, as in ReasonFlags. */
  public CrlSpec onlyReasons(int flags) {
    return scope(
        new IssuingDistributionPoint(null, false, false, new ReasonFlags(flags), false, false));
  }

  /** Says that the CRL has other issuers' certificates, too. */
  public CrlSpec indirect() {
    return scope(new IssuingDistributionPoint(null, false, false, null, true, false));
  }

  /** Makes it a list of changes. */
  public CrlSpec delta() {
    try {
      builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The DER octets. */
  public byte[] encode() {
    try {
      return builder.build(issuer.signer()).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CrlSpec scope(IssuingDistributionPoint scope) {
    try {
      builder.addExtension(Extension.issuingDistributionPoint, true, scope);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
