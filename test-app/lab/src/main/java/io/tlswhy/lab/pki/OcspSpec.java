package io.tlswhy.lab.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** How a responder answers; it starts as one that calls every certificate good. */
public final class OcspSpec {
  private final X509Certificate certificate;
  private final KeyPair signer;
  private final boolean delegated;
  private Optional<CertificateStatus> status = Optional.empty();
  private int error = OCSPRespBuilder.SUCCESSFUL;
  private Instant thisUpdate = Instant.now().minus(Duration.ofHours(1));
  private Instant nextUpdate = Instant.now().plus(Duration.ofDays(3));

  private OcspSpec(X509Certificate certificate, KeyPair signer, boolean delegated) {
    this.certificate = certificate;
    this.signer = signer;
    this.delegated = delegated;
  }

  /** The responder of this authority, with the authority's own key. */
  public static OcspSpec of(LabCa ca) {
    return new OcspSpec(ca.certificate(), ca.keys(), false);
  }

  /** A responder with a certificate of its own, which it sends. */
  public static OcspSpec delegate(X509Certificate certificate, KeyPair keys) {
    return new OcspSpec(certificate, keys, true);
  }

  /** Calls every certificate revoked for a compromised key, two days ago. */
  public OcspSpec revoked() {
    Date when = Date.from(Instant.now().minus(Duration.ofDays(2)));
    status = Optional.of(new RevokedStatus(when, CRLReason.keyCompromise));
    return this;
  }

  /** Knows no certificate. */
  public OcspSpec unknown() {
    status = Optional.of(new UnknownStatus());
    return this;
  }

  /** Answers with an error of RFC 6960: 1 malformedRequest, 2 internalError, 3 tryLater, … */
  public OcspSpec error(int code) {
    error = code;
    return this;
  }

  /** Answers what should have been replaced {@code ago}. */
  public OcspSpec stale(Duration ago) {
    nextUpdate = Instant.now().minus(ago);
    thisUpdate = nextUpdate.minus(Duration.ofDays(3));
    return this;
  }

  /** Answers what was made only {@code ahead} from now. */
  public OcspSpec early(Duration ahead) {
    thisUpdate = Instant.now().plus(ahead);
    nextUpdate = thisUpdate.plus(Duration.ofDays(3));
    return this;
  }

  /** Answers so much later, or earlier where this is negative, as if its clock were that far on. */
  public OcspSpec shifted(Duration time) {
    thisUpdate = thisUpdate.plus(time);
    nextUpdate = nextUpdate.plus(time);
    return this;
  }

  /** The answer to a request, DER. */
  public byte[] answer(byte[] request) {
    try {
      if (error != OCSPRespBuilder.SUCCESSFUL) {
        return new OCSPRespBuilder().build(error, null).getEncoded();
      }
      return answer(new OCSPReq(request)).getEncoded();
    } catch (IOException | OCSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("OCSP answer by " + certificate.getSubjectX500Principal(), e);
    }
  }

  private OCSPResp answer(OCSPReq request)
      throws IOException, OCSPException, GeneralSecurityException, OperatorCreationException {
    X509CertificateHolder own = new JcaX509CertificateHolder(certificate);
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(own.getSubject()));
    for (Req asked : request.getRequestList()) {
      builder.addResponse(
          asked.getCertID(),
          status.orElse(CertificateStatus.GOOD),
          Date.from(thisUpdate),
          Date.from(nextUpdate));
    }
    X509CertificateHolder[] sent =
        delegated
            ? List.of(own).toArray(new X509CertificateHolder[0])
            : new X509CertificateHolder[0];
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            builder.build(
                new JcaContentSignerBuilder(Keys.signatureFor(signer)).build(signer.getPrivate()),
                sent,
                Date.from(thisUpdate)));
  }
}
