package io.tlswhy.diagnosis.testpki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** What a test's OCSP response says. */
public final class OcspSpec {
  private final Authority issuer;
  private final Authority signer;
  private final X509Certificate subject;
  private CertificateStatus status = CertificateStatus.GOOD;
  private Instant thisUpdate = Authority.NOW.minus(Duration.ofHours(1));
  private boolean certificates = true;
  private Instant nextUpdate = Authority.NOW.plus(Duration.ofDays(3));

  OcspSpec(Authority issuer, Authority signer, X509Certificate subject) {
    this.issuer = issuer;
    this.signer = signer;
    this.subject = subject;
  }

  /** An answer without content: one of RFC 6960's error codes. */
  public static byte[] error(int code) {
    try {
      return new OCSPRespBuilder().build(code, null).getEncoded();
    } catch (OCSPException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves the signer's certificate out. */
  public OcspSpec withoutCertificates() {
    certificates = false;
    return this;
  }

  /** Says that the certificate is revoked. */
  public OcspSpec revoked(Instant when, int reason) {
    status = new RevokedStatus(Date.from(when), reason);
    return this;
  }

  /** Says that the certificate is not known. */
  public OcspSpec unknown() {
    status = new UnknownStatus();
    return this;
  }

  /** Sets the dates. */
  public OcspSpec valid(Instant from, Instant until) {
    thisUpdate = from;
    nextUpdate = until;
    return this;
  }

  /** The DER octets. */
  public byte[] encode() {
    try {
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer.certificate()),
              subject.getSerialNumber());
      X509CertificateHolder[] with = {new JcaX509CertificateHolder(signer.certificate())};
      return new OCSPRespBuilder()
          .build(
              OCSPResp.SUCCESSFUL,
              new BasicOCSPRespBuilder(
                      new JcaRespID(signer.certificate().getSubjectX500Principal()))
                  .addResponse(id, status, Date.from(thisUpdate), Date.from(nextUpdate))
                  .build(signer.signer(), certificates ? with : null, Date.from(thisUpdate)))
          .getEncoded();
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
