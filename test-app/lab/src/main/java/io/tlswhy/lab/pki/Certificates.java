package io.tlswhy.lab.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates of specifications. */
final class Certificates {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Certificates() {}

  static X509Certificate selfSigned(CertificateSpec spec) {
    X500Name subject = new X500Name(spec.subject);
    return build(spec, subject, spec.keys.getPublic(), spec.keys);
  }

  static X509Certificate signed(CertificateSpec spec, X509Certificate issuer, KeyPair signer) {
    X500Name name = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
    return build(spec, name, issuer.getPublicKey(), signer);
  }

  private static X509Certificate build(
      CertificateSpec spec, X500Name issuer, PublicKey issuerKey, KeyPair signer) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(120, RANDOM).setBit(119),
              Date.from(spec.notBefore),
              Date.from(spec.notAfter),
              new X500Name(spec.subject),
              spec.keys.getPublic());
      addExtensions(builder, spec, issuerKey);
      String algorithm = spec.signature.isEmpty() ? Keys.signatureFor(signer) : spec.signature;
      byte[] encoded =
          builder
              .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
              .getEncoded();
      if (spec.tampered) {
        encoded[encoded.length - 1] ^= 1;
      }
      return parse(encoded);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("certificate of " + spec.subject, e);
    }
  }

  private static void addExtensions(
      X509v3CertificateBuilder builder, CertificateSpec spec, PublicKey issuerKey)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils keyIds = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        keyIds.createSubjectKeyIdentifier(spec.keys.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, keyIds.createAuthorityKeyIdentifier(issuerKey));
    if (spec.ca) {
      builder.addExtension(
          Extension.basicConstraints,
          true,
          spec.pathLength.map(BasicConstraints::new).orElseGet(() -> new BasicConstraints(true)));
    }
    if (spec.keyUsage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(spec.keyUsage));
    }
    if (!spec.purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(spec.purposes.toArray(new KeyPurposeId[0])));
    }
    if (!spec.names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(spec.names.toArray(new GeneralName[0])));
    }
    if (!spec.permittedDomains.isEmpty()) {
      builder.addExtension(Extension.nameConstraints, true, permitted(spec.permittedDomains));
    }
    if (spec.policyRequired) {
      builder.addExtension(
          Extension.policyConstraints, true, new PolicyConstraints(BigInteger.ZERO, null));
    }
    addPointers(builder, spec);
    for (String oid : spec.unknownCriticalExtensions) {
      builder.addExtension(new ASN1ObjectIdentifier(oid), true, DERNull.INSTANCE);
    }
  }

  private static DistributionPoint distributionPoint(String url, CertificateSpec spec) {
    return spec.crlIssuer.isPresent()
        ? new DistributionPoint(
            point(url),
            null,
            new GeneralNames(
                new GeneralName(X500Name.getInstance(spec.crlIssuer.get().getEncoded()))))
        : new DistributionPoint(point(url), null, null);
  }

  private static void addPointers(X509v3CertificateBuilder builder, CertificateSpec spec)
      throws IOException {
    if (!spec.crlUrls.isEmpty()) {
      DistributionPoint[] points =
          spec.crlUrls.stream()
              .map(url -> distributionPoint(url, spec))
              .toArray(DistributionPoint[]::new);
      builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(points));
    }
    List<AccessDescription> access = new ArrayList<>();
    spec.ocspUrls.forEach(
        url -> access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(url))));
    spec.issuerUrls.forEach(
        url -> access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(url))));
    if (!access.isEmpty()) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(access.toArray(new AccessDescription[0])));
    }
  }

  private static NameConstraints permitted(List<String> domains) {
    GeneralSubtree[] trees =
        domains.stream()
            .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
            .toArray(GeneralSubtree[]::new);
    return new NameConstraints(trees, null);
  }

  private static DistributionPointName point(String url) {
    return new DistributionPointName(new GeneralNames(uri(url)));
  }

  private static GeneralName uri(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }

  private static X509Certificate parse(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
