package io.tlswhy.diagnosis.testpki;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/** What a test's certificate says. */
public final class CertificateSpec {
  private final String name;
  private final boolean authority;
  private @Nullable GeneralNames crlIssuer;
  private boolean crlSign = true;
  private final List<String> crlUrls = new ArrayList<>();
  private final List<AccessDescription> access = new ArrayList<>();
  private final List<KeyPurposeId> purposes = new ArrayList<>();
  private final List<String> dnsNames = new ArrayList<>();
  private Instant notBefore = Authority.NOW.minus(Duration.ofDays(30));
  private Instant notAfter = Authority.NOW.plus(Duration.ofDays(60));

  private CertificateSpec(String name, boolean authority) {
    this.name = name;
    this.authority = authority;
  }

  /** A certificate of a CA, valid for years. */
  public static CertificateSpec authority(String name) {
    return new CertificateSpec(name, true)
        .valid(
            Authority.NOW.minus(Duration.ofDays(1000)), Authority.NOW.plus(Duration.ofDays(1000)));
  }

  /** A server's certificate for that host name. */
  public static CertificateSpec server(String host) {
    CertificateSpec spec = new CertificateSpec(host, false);
    spec.dnsNames.add(host);
    spec.purposes.add(KeyPurposeId.id_kp_serverAuth);
    return spec;
  }

  /** A client's certificate. */
  public static CertificateSpec client(String name) {
    CertificateSpec spec = new CertificateSpec(name, false);
    spec.purposes.add(KeyPurposeId.id_kp_clientAuth);
    return spec;
  }

  /** A certificate without any usage. */
  public static CertificateSpec plain(String name) {
    return new CertificateSpec(name, false);
  }

  /** Adds a distribution point with those URLs. */
  public CertificateSpec crl(String url) {
    crlUrls.add(url);
    return this;
  }

  /** Says that another issuer has the CRLs. */
  public CertificateSpec crlIssuer(String issuer) {
    crlIssuer =
        new GeneralNames(new GeneralName(GeneralName.directoryName, new X500Name("CN=" + issuer)));
    return this;
  }

  /** Adds a responder. */
  public CertificateSpec ocsp(String url) {
    access.add(
        new AccessDescription(
            AccessDescription.id_ad_ocsp,
            new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    return this;
  }

  /** Adds where the issuer's certificate is. */
  public CertificateSpec caIssuers(String url) {
    access.add(
        new AccessDescription(
            AccessDescription.id_ad_caIssuers,
            new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    return this;
  }

  /** Adds the right to sign OCSP responses. */
  public CertificateSpec ocspSigning() {
    purposes.add(KeyPurposeId.id_kp_OCSPSigning);
    return this;
  }

  /** Takes the right to sign CRLs from a CA. */
  public CertificateSpec withoutCrlSign() {
    crlSign = false;
    return this;
  }

  /** Sets the dates. */
  public CertificateSpec valid(Instant from, Instant until) {
    notBefore = from;
    notAfter = until;
    return this;
  }

  String name() {
    return name;
  }

  boolean isAuthority() {
    return authority;
  }

  boolean maySignCrls() {
    return crlSign;
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant notAfter() {
    return notAfter;
  }

  void addTo(X509v3CertificateBuilder builder) throws IOException {
    if (!dnsNames.isEmpty()) {
      GeneralName[] names =
          dnsNames.stream()
              .map(n -> new GeneralName(GeneralName.dNSName, n))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
    }
    if (!access.isEmpty()) {
      ASN1EncodableVector vector = new ASN1EncodableVector();
      access.forEach(vector::add);
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          AuthorityInformationAccess.getInstance(new DERSequence(vector)));
    }
    if (!crlUrls.isEmpty()) {
      builder.addExtension(Extension.cRLDistributionPoints, false, distributionPoints());
    }
  }

  private ASN1Encodable distributionPoints() {
    DistributionPoint[] points =
        crlUrls.stream()
            .map(
                url ->
                    new DistributionPoint(
                        new DistributionPointName(
                            new GeneralNames(
                                new GeneralName(GeneralName.uniformResourceIdentifier, url))),
                        null,
                        crlIssuer))
            .toArray(DistributionPoint[]::new);
    return new CRLDistPoint(points);
  }
}
