package io.tlswhy.diagnosis.revocation;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Builds OCSP requests (RFC 6960 section 4.1) as the JDK builds them: SHA-1 identifiers, one
 * certificate, no nonce.
 *
 * <p>Uses Bouncy Castle: never to be called on an application's thread.
 */
public final class OcspRequests {
  private OcspRequests() {}

  /**
   * The DER octets of a request for one certificate's status.
   *
   * @throws IllegalArgumentException if the certificates cannot be encoded, or this JVM has no
   *     SHA-1
   */
  public static byte[] encode(X509Certificate subject, X509Certificate issuer) {
    try {
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              subject.getSerialNumber());
      return new OCSPReqBuilder().addRequest(id).build().getEncoded();
    } catch (OperatorCreationException
        | CertificateEncodingException
        | OCSPException
        | IOException e) {
      throw new IllegalArgumentException("No OCSP request can be made for this certificate", e);
    }
  }
}
