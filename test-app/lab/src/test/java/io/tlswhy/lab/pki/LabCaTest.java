package io.tlswhy.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.Set;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

class LabCaTest {
  private final LabCa root = LabCa.root("Root");
  private final LabCa issuing = root.authority(CertificateSpec.authority("Issuing"));

  @Test
  void issuesChainsThatTheJdkAccepts() throws GeneralSecurityException {
    Identity server = issuing.issue(CertificateSpec.server("a.test"));
    assertThat(server.chain()).hasSize(2);
    validate(server);
  }

  @Test
  void issuesWhatTheJdkRejectsOnlyForTheAskedReason() {
    assertRejected(
        CertificateSpec.server("a.test").expired(Duration.ofDays(1)),
        CertPathValidatorException.BasicReason.EXPIRED);
    assertRejected(
        CertificateSpec.server("a.test").tampered(),
        CertPathValidatorException.BasicReason.INVALID_SIGNATURE);
  }

  @Test
  void listsTheRevokedInASignedCrl() throws GeneralSecurityException {
    Identity bad = issuing.issue(CertificateSpec.server("bad.test"));
    Identity good = issuing.issue(CertificateSpec.server("good.test"));
    byte[] encoded = CrlSpec.of(issuing).revoking(bad.certificate()).encoded();
    X509CRL list =
        (X509CRL)
            CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded));
    list.verify(issuing.certificate().getPublicKey());
    assertThat(list.isRevoked(bad.certificate())).isTrue();
    assertThat(list.isRevoked(good.certificate())).isFalse();
  }

  @Test
  void answersOcspWithASignature() throws Exception {
    Identity bad = issuing.issue(CertificateSpec.server("bad.test"));
    byte[] request =
        new OCSPReqBuilder()
            .addRequest(
                new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuing.certificate()),
                    bad.certificate().getSerialNumber()))
            .build()
            .getEncoded();
    OCSPResp answer = new OCSPResp(OcspSpec.of(issuing).revoked().answer(request));
    BasicOCSPResp basic = (BasicOCSPResp) answer.getResponseObject();
    assertThat(
            basic.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(issuing.keys().getPublic())))
        .isTrue();
    assertThat(basic.getResponses()[0].getCertStatus()).isInstanceOf(RevokedStatus.class);
  }

  private void assertRejected(CertificateSpec spec, CertPathValidatorException.BasicReason reason) {
    assertThatThrownBy(() -> validate(issuing.issue(spec)))
        .isInstanceOfSatisfying(
            CertPathValidatorException.class, e -> assertThat(e.getReason()).isEqualTo(reason));
  }

  private void validate(Identity identity) throws GeneralSecurityException {
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(identity.chain());
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(root.certificate(), null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
