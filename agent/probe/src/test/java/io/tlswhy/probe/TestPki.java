package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA with one certificate, which it can vouch for or revoke. */
public final class TestPki {
  private static final TestPki INSTANCE = make();

  private final KeyPair caKey;
  private final X509Certificate ca;
  private final KeyPair leafKey;
  private final X509Certificate leaf;

  private TestPki(KeyPair caKey, X509Certificate ca, KeyPair leafKey, X509Certificate leaf) {
    this.caKey = caKey;
    this.ca = ca;
    this.leafKey = leafKey;
    this.leaf = leaf;
  }

  public static TestPki instance() {
    return INSTANCE;
  }

  private static TestPki make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      KeyPair caKey = generator.generateKeyPair();
      KeyPair leafKey = generator.generateKeyPair();
      X500Name caName = new X500Name("CN=Probe Test CA");
      X509v3CertificateBuilder caBuilder = certificate(caName, BigInteger.ONE, caName, caKey);
      caBuilder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      caBuilder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      X509v3CertificateBuilder leafBuilder =
          certificate(caName, BigInteger.TEN, new X500Name("CN=partner.example"), leafKey);
      JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
      return new TestPki(
          caKey,
          converter.getCertificate(caBuilder.build(signer(caKey))),
          leafKey,
          converter.getCertificate(leafBuilder.build(signer(caKey))));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder certificate(
      X500Name issuer, BigInteger serial, X500Name subject, KeyPair key) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial,
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(30))),
        subject,
        key.getPublic());
  }

  private static ContentSigner signer(KeyPair key) throws Exception {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
  }

  public X509Certificate leaf() {
    return leaf;
  }

  /** What a server that has the certificate uses. */
  public SSLContext serverContext() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("leaf", leafKey.getPrivate(), new char[0], new Certificate[] {leaf, ca});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  byte[] crl() throws Exception {
    return crl(0, 0);
  }

  /** A list of so many other certificates with so many octets about each, and of these. */
  byte[] crl(int others, int octets, BigInteger... revoked) throws Exception {
    Instant now = Instant.now();
    X509v2CRLBuilder crl =
        new X509v2CRLBuilder(
            new JcaX509CertificateHolder(ca).getSubject(),
            Date.from(now.minus(Duration.ofHours(1))));
    crl.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
    ASN1ObjectIdentifier about = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    Extensions filler = new Extensions(new Extension(about, false, new byte[octets]));
    for (int i = 0; i < others; i++) {
      crl.addCRLEntry(BigInteger.TWO.pow(100).add(BigInteger.valueOf(i)), new Date(), filler);
    }
    for (BigInteger serial : revoked) {
      crl.addCRLEntry(serial, new Date(), CRLReason.keyCompromise);
    }
    return crl.build(signer(caKey)).getEncoded();
  }

  /** The beginning of a list, up to its first entry, in which each length is two gigabytes. */
  byte[] endlessCrl() throws Exception {
    TBSCertList list = CertificateList.getInstance(crl()).getTBSCertList();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(new byte[] {0x30, (byte) 0x84, 0x7f, 0, 0, 0});
    head.write(new byte[] {0x30, (byte) 0x84, 0x7e, 0, 0, 0});
    head.write(new ASN1Integer(1).getEncoded());
    head.write(list.getSignature().getEncoded());
    head.write(list.getIssuer().getEncoded());
    head.write(list.getThisUpdate().getEncoded());
    head.write(new byte[] {0x30, (byte) 0x84, 0x7d, 0, 0, 0});
    return head.toByteArray();
  }

  byte[] ocspResponse(byte[] request) throws Exception {
    Instant now = Instant.now();
    BasicOCSPRespBuilder basic =
        new BasicOCSPRespBuilder(new RespID(new JcaX509CertificateHolder(ca).getSubject()));
    for (Req asked : new OCSPReq(request).getRequestList()) {
      basic.addResponse(
          asked.getCertID(),
          CertificateStatus.GOOD,
          Date.from(now.minus(Duration.ofHours(1))),
          Date.from(now.plus(Duration.ofDays(1))));
    }
    OCSPResp response =
        new OCSPRespBuilder()
            .build(
                OCSPRespBuilder.SUCCESSFUL,
                basic.build(signer(caKey), null, Date.from(now.minus(Duration.ofHours(1)))));
    return response.getEncoded();
  }

  EndpointQuestion crlAt(String url) {
    return question(LookupKind.CRL, url, true);
  }

  EndpointQuestion ocspAt(String url) {
    return question(LookupKind.OCSP, url, true);
  }

  EndpointQuestion unanchoredIssuerAt(String url) {
    return question(LookupKind.CA_ISSUERS, url, false);
  }

  EndpointQuestion question(LookupKind kind, String url, boolean anchored) {
    return EndpointQuestion.of(kind, URI.create(url), leaf, Optional.of(ca), anchored, Role.CLIENT);
  }

  byte[] issuer() throws Exception {
    return ca.getEncoded();
  }
}
