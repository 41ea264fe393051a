package io.tlswhy.lab.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a certificate shall say; it starts as an ordinary server's certificate. */
public final class CertificateSpec {
  final String subject;
  final List<GeneralName> names = new ArrayList<>();
  final List<String> crlUrls = new ArrayList<>();
  Optional<X500Principal> crlIssuer = Optional.empty();
  final List<String> ocspUrls = new ArrayList<>();
  final List<String> issuerUrls = new ArrayList<>();
  final List<String> permittedDomains = new ArrayList<>();
  final List<String> unknownCriticalExtensions = new ArrayList<>();
  List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_serverAuth);
  int keyUsage = KeyUsage.digitalSignature;
  Optional<Integer> pathLength = Optional.empty();
  boolean ca;
  Instant notBefore = Instant.now().minus(Duration.ofDays(30));
  Instant notAfter = Instant.now().plus(Duration.ofDays(60));
  KeyPair keys = Keys.ellipticCurve();
  String signature = "";
  boolean tampered;
  boolean policyRequired;

  private CertificateSpec(String subject) {
    this.subject = subject;
  }

  /** A server's certificate for {@code host}. */
  public static CertificateSpec server(String host) {
    return new CertificateSpec("CN=" + host).dnsName(host);
  }

  /** A client's certificate with this common name. */
  public static CertificateSpec client(String name) {
    return new CertificateSpec("CN=" + name).purposes(KeyPurposeId.id_kp_clientAuth);
  }

  /** A certification authority's certificate with this common name. */
  public static CertificateSpec authority(String name) {
    CertificateSpec spec = new CertificateSpec("CN=" + name + ",O=Example");
    spec.ca = true;
    return spec.purposes()
        .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
        .notAfter(Instant.now().plus(Duration.ofDays(900)));
  }

  /** A certificate with this subject and no alternative name. */
  public static CertificateSpec nameless(String host) {
    return new CertificateSpec("CN=" + host);
  }

  /** Adds a DNS name. */
  public CertificateSpec dnsName(String name) {
    names.add(new GeneralName(GeneralName.dNSName, name));
    return this;
  }

  /** Adds a CRL distribution point. */
  public CertificateSpec crl(String url) {
    crlUrls.add(url);
    return this;
  }

  /** Names another issuer of the CRLs than its own. */
  public CertificateSpec crlIssuer(X509Certificate issuer) {
    crlIssuer = Optional.of(issuer.getSubjectX500Principal());
    return this;
  }

  /** Adds an OCSP responder. */
  public CertificateSpec ocsp(String url) {
    ocspUrls.add(url);
    return this;
  }

  /** Adds where the issuer's own certificate can be fetched. */
  public CertificateSpec issuerAt(String url) {
    issuerUrls.add(url);
    return this;
  }

  /** Sets the extended key usages; none: the extension is left out. */
  public CertificateSpec purposes(KeyPurposeId... allowed) {
    purposes = List.of(allowed);
    return this;
  }

  /** Sets the key usage bits; 0: the extension is left out. */
  public CertificateSpec keyUsage(int bits) {
    keyUsage = bits;
    return this;
  }

  /** Limits how many further authorities may follow. */
  public CertificateSpec pathLength(int further) {
    pathLength = Optional.of(further);
    return this;
  }

  /** Leaves out that the certificate is an authority's. */
  public CertificateSpec notAnAuthority() {
    ca = false;
    return this;
  }

  /** Permits names of this domain only. */
  public CertificateSpec permitting(String domain) {
    permittedDomains.add(domain);
    return this;
  }

  /** Adds a critical extension that nobody knows. */
  public CertificateSpec criticalExtension(String oid) {
    unknownCriticalExtensions.add(oid);
    return this;
  }

  /** Requires that every certificate below names an acceptable policy. */
  public CertificateSpec requiringPolicy() {
    policyRequired = true;
    return this;
  }

  /** Sets the beginning of the validity. */
  public CertificateSpec notBefore(Instant time) {
    notBefore = time;
    return this;
  }

  /** Sets the end of the validity. */
  public CertificateSpec notAfter(Instant time) {
    notAfter = time;
    return this;
  }

  /** Moves the whole validity in time, forwards if the duration is positive. */
  public CertificateSpec shifted(Duration by) {
    return notBefore(notBefore.plus(by)).notAfter(notAfter.plus(by));
  }

  /** A validity that ended {@code ago}. */
  public CertificateSpec expired(Duration ago) {
    Instant end = Instant.now().minus(ago);
    return notBefore(end.minus(Duration.ofDays(90))).notAfter(end);
  }

  /** Sets the key pair. */
  public CertificateSpec keys(KeyPair pair) {
    keys = pair;
    return this;
  }

  /** The key pair. */
  public KeyPair keys() {
    return keys;
  }

  /** Sets the algorithm that the issuer signs with. */
  public CertificateSpec signedWith(String algorithm) {
    signature = algorithm;
    return this;
  }

  /** Spoils the signature. */
  public CertificateSpec tampered() {
    tampered = true;
    return this;
  }
}
