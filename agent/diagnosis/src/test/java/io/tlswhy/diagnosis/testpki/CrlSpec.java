package io.tlswhy.diagnosis.testpki;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** What a test's CRL says. */
public final class CrlSpec {
  private final Authority issuer;
  private final X509v2CRLBuilder builder;
  private Optional<Instant> until = Optional.of(Authority.NOW.plus(Duration.ofDays(7)));

  CrlSpec(Authority issuer) {
    this.issuer = issuer;
    this.builder =
        new X509v2CRLBuilder(
            issuer.subjectName(), Date.from(Authority.NOW.minus(Duration.ofHours(1))));
  }

  /** Lists a certificate as revoked. */
  public CrlSpec revoke(X509Certificate certificate, Instant when, int reason) {
    builder.addCRLEntry(certificate.getSerialNumber(), Date.from(when), reason);
    return this;
  }

  /** Lists a certificate as revoked in an entry that names its issuer. */
  public CrlSpec revokeOf(Authority of, X509Certificate certificate, Instant when) {
    try {
      Extension issuer =
          new Extension(
              Extension.certificateIssuer,
              true,
              new GeneralNames(new GeneralName(of.subjectName())).getEncoded());
      builder.addCRLEntry(certificate.getSerialNumber(), Date.from(when), new Extensions(issuer));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says where its issuer's certificate is. */
  public CrlSpec issuerAt(String url) {
    try {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              AccessDescription.id_ad_caIssuers,
              new GeneralName(GeneralName.uniformResourceIdentifier, url)));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets the dates. */
  public CrlSpec valid(Instant from, Instant until) {
    builder.setThisUpdate(Date.from(from));
    this.until = Optional.of(until);
    return this;
  }

  /** Leaves out until when it holds. */
  public CrlSpec withoutEnd() {
    until = Optional.empty();
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

  /** Limits the CRL to certificates of others than CAs. */
  public CrlSpec onlyUsers() {
    return scope(new IssuingDistributionPoint(null, true, false, null, false, false));
  }

  /** Limits the CRL to attribute certificates. */
  public CrlSpec onlyAttributes() {
    return scope(new IssuingDistributionPoint(null, false, false, null, false, true));
  }

  /** Adds a critical extension that nobody knows. */
  public CrlSpec critical(String oid) {
    return extension(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE);
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
    return extension(Extension.deltaCRLIndicator, new ASN1Integer(1));
  }

  /** The DER octets. */
  public byte[] encode() {
    until.map(Date::from).ifPresent(builder::setNextUpdate);
    try {
      return builder.build(issuer.signer()).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CrlSpec scope(IssuingDistributionPoint scope) {
    return extension(Extension.issuingDistributionPoint, scope);
  }

  private CrlSpec extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
    try {
      builder.addExtension(oid, true, value);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
