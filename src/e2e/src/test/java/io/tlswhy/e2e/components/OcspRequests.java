package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** What a JVM asks about a certificate, for answers that are made before anybody asked. */
final class OcspRequests {
  private OcspRequests() {}

  /** What that responder answers about that certificate. */
  static byte[] answer(OcspSpec responder, X509Certificate about, LabCa issuer) {
    try {
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer.certificate()),
              about.getSerialNumber());
      return responder.answer(new OCSPReqBuilder().addRequest(id).build().getEncoded());
    } catch (IOException
        | OCSPException
        | OperatorCreationException
        | CertificateEncodingException e) {
      throw new IllegalStateException("OCSP answer about " + about.getSubjectX500Principal(), e);
    }
  }
}
