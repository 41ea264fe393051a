package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.diagnosis.testpki.OcspSpec;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class ContentCheckTest {
  private static final String CRL_URL = "http://crl.example.com/ca.crl";
  private static final Instant EARLIER = NOW.minus(Duration.ofDays(2));

  private static final String NO_TITLE = "a web page without a title";

  private final Authority root = Authority.root("Root");
  private final Authority ca = root.intermediate(CertificateSpec.authority("Issuing CA"));
  private final Authority other = root.intermediate(CertificateSpec.authority("Other CA"));
  private final X509Certificate leaf = ca.issue(CertificateSpec.server("a.test").crl(CRL_URL));
  private final String serial = leaf.getSerialNumber().toString(16);

  private ContentVerdict check(LookupKind kind, byte[] octets) {
    return ContentCheck.of(kind, octets, leaf, Optional.of(ca.certificate()), NOW);
  }

  private void assertOcsp(byte[] octets, Stage.Result result, String detail) {
    assertVerdict(check(LookupKind.OCSP, octets), result, detail);
  }

  private void assertCrl(byte[] octets, Stage.Result result, String detail) {
    assertVerdict(check(LookupKind.CRL, octets), result, detail);
  }

  private static void assertVerdict(ContentVerdict verdict, Stage.Result result, String detail) {
    assertThat(verdict.detail()).isEqualTo(detail);
    assertThat(verdict.result()).isEqualTo(result);
  }

  @Test
  void goodOcspAnswerPasses() {
    assertOcsp(
        ca.ocsp(leaf).encode(),
        Stage.Result.OK,
        "the certificate is good until 2026-11-23T12:00:00Z");
  }

  @Test
  void answerOfAnAuthorisedDelegatePasses() {
    Authority delegate = ca.intermediate(CertificateSpec.plain("Responder").ocspSigning());

    assertThat(check(LookupKind.OCSP, ca.ocspSignedBy(delegate, leaf).encode()).result())
        .isEqualTo(Stage.Result.OK);
  }

  @Test
  void delegateWithoutTheUsageIsRefused() {
    Authority delegate = ca.intermediate(CertificateSpec.plain("Responder"));

    assertOcsp(
        ca.ocspSignedBy(delegate, leaf).encode(),
        Stage.Result.UNTRUSTED,
        "its signer CN=Responder lacks the extended key usage OCSPSigning");
  }

  @Test
  void delegateOfAnotherIssuerIsRefused() {
    Authority delegate = other.intermediate(CertificateSpec.plain("Responder").ocspSigning());

    assertOcsp(
        ca.ocspSignedBy(delegate, leaf).encode(),
        Stage.Result.UNTRUSTED,
        "its signer CN=Responder was not issued by the issuer of the certificate itself");
  }

  @Test
  void expiredDelegateIsRefused() {
    Authority delegate =
        ca.intermediate(
            CertificateSpec.plain("Responder")
                .ocspSigning()
                .valid(NOW.minus(Duration.ofDays(9)), EARLIER));

    assertOcsp(
        ca.ocspSignedBy(delegate, leaf).encode(),
        Stage.Result.UNTRUSTED,
        "its signer's certificate CN=Responder expired at 2026-11-18T12:00:00Z");
  }

  @Test
  void delegateThatIsNotYetValidOrNotSentIsRefused() {
    Authority early =
        ca.intermediate(
            CertificateSpec.plain("Responder")
                .ocspSigning()
                .valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9))));

    assertOcsp(
        ca.ocspSignedBy(early, leaf).encode(),
        Stage.Result.UNTRUSTED,
        "its signer's certificate CN=Responder is not valid before 2026-11-21T12:00:00Z");
    assertOcsp(
        ca.ocspSignedBy(early, leaf).withoutCertificates().encode(),
        Stage.Result.UNTRUSTED,
        "its signer is neither the certificate's issuer nor named in the answer");
  }

  @Test
  void answerOfATypeThatOnlyItsMakerKnowsIsRefused() throws Exception {
    ResponseBytes foreign =
        new ResponseBytes(new ASN1ObjectIdentifier("1.2.3.4"), new DEROctetString(new byte[4]));

    assertOcsp(
        new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL), foreign)
            .getEncoded(),
        Stage.Result.UNTRUSTED,
        "it is of a type that only its maker can read");
  }

  @Test
  void answerThatNamesItsCertificateByAnUnknownDigestIsRefused() throws Exception {
    AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4"));
    CertID id =
        new CertID(
            unknown,
            new DEROctetString(new byte[4]),
            new DEROctetString(new byte[4]),
            new ASN1Integer(leaf.getSerialNumber()));
    BasicOCSPRespBuilder response =
        new BasicOCSPRespBuilder(new JcaRespID(ca.certificate().getSubjectX500Principal()))
            .addResponse(
                new CertificateID(id), CertificateStatus.GOOD, Date.from(NOW), Date.from(NOW));

    assertOcsp(
        new OCSPRespBuilder()
            .build(
                OCSPResp.SUCCESSFUL,
                response.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(ca.privateKey()),
                    null,
                    Date.from(NOW)))
            .getEncoded(),
        Stage.Result.UNTRUSTED,
        "it cannot be verified (1.2.3.4 MessageDigest not available)");
  }

  @Test
  void answerAboutAnotherCertificateIsRefused() {
    X509Certificate neighbour = ca.issue(CertificateSpec.server("b.test"));

    assertOcsp(
        ca.ocsp(neighbour).encode(),
        Stage.Result.UNTRUSTED,
        "it is about another certificate than serial number " + serial + " of this issuer");
  }

  @Test
  void answerSignedWithAnotherKeyOfTheSameNameIsRefused() {
    Authority impostor = Authority.root("Issuing CA");

    assertOcsp(
        ca.ocspSignedBy(impostor, leaf).encode(), Stage.Result.UNTRUSTED, "its signature is wrong");
  }

  @Test
  void staleOcspAnswerIsRefused() {
    assertOcsp(
        ca.ocsp(leaf).valid(NOW.minus(Duration.ofDays(9)), EARLIER).encode(),
        Stage.Result.STALE,
        "it ran out at 2026-11-18T12:00:00Z, 2 days ago by this machine's clock");
  }

  @Test
  void ocspAnswerFromTheFutureIsRefused() {
    assertOcsp(
        ca.ocsp(leaf).valid(NOW.plus(Duration.ofHours(3)), NOW.plus(Duration.ofHours(9))).encode(),
        Stage.Result.STALE,
        "it is dated 2026-11-20T15:00:00Z, 3 hours ahead of this machine's clock");
  }

  @Test
  void revokedIsToldWithDateAndReason() {
    ContentVerdict verdict =
        check(LookupKind.OCSP, ca.ocsp(leaf).revoked(EARLIER, CRLReason.keyCompromise).encode());

    assertVerdict(
        verdict, Stage.Result.REVOKED, "revoked since 2026-11-18T12:00:00Z, reason keyCompromise");
    assertThat(verdict.revokedAt()).contains(EARLIER);
    assertThat(verdict.reason()).isEqualTo("keyCompromise");
  }

  @Test
  void unknownIsTold() {
    assertOcsp(
        ca.ocsp(leaf).unknown().encode(),
        Stage.Result.UNKNOWN,
        "the responder does not know the certificate");
  }

  @Test
  void errorStatusIsTold() {
    assertOcsp(
        OcspSpec.error(OCSPResp.TRY_LATER), Stage.Result.RESPONDER_ERROR, "OCSP error tryLater");
    assertOcsp(
        OcspSpec.error(OCSPResp.UNAUTHORIZED),
        Stage.Result.RESPONDER_ERROR,
        "OCSP error unauthorized");
  }

  @Test
  void blockPageIsNotTheResponder() {
    byte[] page =
        "<!DOCTYPE html><html><head><TITLE>Access\n denied</TITLE></head></html>".getBytes(UTF_8);

    assertOcsp(page, Stage.Result.NOT_THE_RESPONDER, "a web page titled \"Access denied\"");
    assertCrl(page, Stage.Result.NOT_THE_RESPONDER, "a web page titled \"Access denied\"");
    assertCrl("<html>".getBytes(UTF_8), Stage.Result.NOT_THE_RESPONDER, NO_TITLE);
    assertCrl("<title> </title>".getBytes(UTF_8), Stage.Result.NOT_THE_RESPONDER, NO_TITLE);
    assertCrl(new byte[0], Stage.Result.NOT_THE_RESPONDER, "an empty answer");
    assertCrl(new byte[7], Stage.Result.NOT_THE_RESPONDER, "7 octets that are no CRL");
    assertOcsp(new byte[7], Stage.Result.NOT_THE_RESPONDER, "7 octets that are no OCSP response");
  }

  @Test
  void goodCrlPasses() {
    assertCrl(
        ca.crl().encode(),
        Stage.Result.OK,
        "the certificate is not on the list, which holds until 2026-11-27T12:00:00Z");
    assertThat(check(LookupKind.CRL, ca.crl().onlyFor(CRL_URL).encode()).result())
        .isEqualTo(Stage.Result.OK);
  }

  @Test
  void revokedByCrlIsToldEvenWhenTheListIsOld() {
    assertCrl(
        ca.crl()
            .revoke(leaf, EARLIER, CRLReason.superseded)
            .valid(NOW.minus(Duration.ofDays(9)), EARLIER)
            .encode(),
        Stage.Result.REVOKED,
        "revoked since 2026-11-18T12:00:00Z, reason superseded");
  }

  @Test
  void staleCrlIsRefused() {
    assertCrl(
        ca.crl().valid(NOW.minus(Duration.ofDays(9)), EARLIER).encode(),
        Stage.Result.STALE,
        "it ran out at 2026-11-18T12:00:00Z, 2 days ago by this machine's clock");
  }

  @Test
  void crlOfAnotherIssuerScopeOrKeyIsRefused() {
    assertCrl(
        other.crl().encode(),
        Stage.Result.UNTRUSTED,
        "it was issued by CN=Other CA, the certificate by CN=Issuing CA");
    assertCrl(
        Authority.root("Issuing CA").crl().encode(),
        Stage.Result.UNTRUSTED,
        "its signature is wrong");
    assertCrl(
        ca.crl().onlyAuthorities().encode(),
        Stage.Result.UNTRUSTED,
        "it covers CA certificates only, and this one is not a CA's");
    assertCrl(
        ca.crl().onlyFor("http://elsewhere.example.com/x.crl").encode(),
        Stage.Result.UNTRUSTED,
        "it is for the distribution point http://elsewhere.example.com/x.crl, which the certificate"
            + " does not name");
  }

  @Test
  void crlThatIsForOtherCertificatesIsRefused() {
    assertCrl(
        ca.crl().onlyAttributes().encode(),
        Stage.Result.UNTRUSTED,
        "it covers attribute certificates only");
    assertVerdict(
        ContentCheck.of(
            LookupKind.CRL,
            root.crl().onlyUsers().encode(),
            ca.certificate(),
            Optional.of(root.certificate()),
            NOW),
        Stage.Result.UNTRUSTED,
        "it covers no CA certificates, and this one is a CA's");
  }

  @Test
  void crlThatMayNotBeReliedOnIsRefused() {
    Authority without = root.intermediate(CertificateSpec.authority("Issuing CA").withoutCrlSign());

    assertCrl(
        ca.crl().critical("1.2.3.4").encode(),
        Stage.Result.UNTRUSTED,
        "it has a critical extension that is not understood");
    assertVerdict(
        ContentCheck.of(
            LookupKind.CRL, without.crl().encode(), leaf, Optional.of(without.certificate()), NOW),
        Stage.Result.UNTRUSTED,
        "the issuer's certificate lacks the key usage cRLSign");
  }

  @Test
  void aCrlOfChangesOrOfSomeReasonsDoesNotTellTheStatus() {
    assertCrl(
        ca.crl().delta().encode(),
        Stage.Result.UNTRUSTED,
        "it is a delta CRL, which lists changes only");
    byte[] some = ca.crl().onlyReasons(ReasonFlags.keyCompromise | ReasonFlags.superseded).encode();
    assertCrl(
        some,
        Stage.Result.SKIPPED,
        "the certificate is not on the list, which is only for the reasons keyCompromise,"
            + " superseded; another CRL has the others");
    byte[] revoking =
        ca.crl()
            .onlyReasons(ReasonFlags.superseded)
            .revoke(leaf, EARLIER, CRLReason.superseded)
            .encode();
    assertThat(check(LookupKind.CRL, revoking).result()).isEqualTo(Stage.Result.REVOKED);
  }

  @Test
  void anIndirectCrlIsTakenForOneWhereTheCertificateNamesItsIssuer() {
    X509Certificate named =
        ca.issue(CertificateSpec.server("partner.test").crl(CRL_URL).crlIssuer("Other CA"));
    byte[] indirect = other.crl().indirect().encode();

    assertVerdict(
        ContentCheck.of(LookupKind.CRL, indirect, named, Optional.of(ca.certificate()), NOW),
        Stage.Result.UNTRUSTED,
        "it is an indirect CRL of CN=Other CA, and no certificate of that name that leads to a"
            + " trust anchor was sent or is in a store here");
    assertVerdict(
        ContentCheck.of(
            LookupKind.CRL,
            other
                .crl()
                .indirect()
                .issuerAt("http://ca.test/other.cer")
                .revokeOf(ca, named, EARLIER)
                .encode(),
            named,
            Optional.of(ca.certificate()),
            NOW),
        Stage.Result.UNTRUSTED,
        "it is an indirect CRL of CN=Other CA, and no certificate of that name that leads to a"
            + " trust anchor was sent or is in a store here (the CRL says that it is at"
            + " http://ca.test/other.cer)");
    assertThat(
            ContentCheck.of(
                    LookupKind.CRL,
                    indirect,
                    named,
                    Optional.of(ca.certificate()),
                    List.of(other.certificate()),
                    NOW)
                .result())
        .isEqualTo(Stage.Result.OK);
    assertVerdict(
        ContentCheck.of(
            LookupKind.CRL,
            indirect,
            named,
            Optional.of(ca.certificate()),
            List.of(Authority.root("Other CA").certificate()),
            NOW),
        Stage.Result.UNTRUSTED,
        "its signature is wrong");
    assertCrl(
        indirect,
        Stage.Result.UNTRUSTED,
        "it was issued by CN=Other CA, the certificate by CN=Issuing CA");
    assertThat(
            ContentCheck.of(
                    LookupKind.CRL, other.crl().encode(), named, Optional.of(ca.certificate()), NOW)
                .result())
        .isEqualTo(Stage.Result.UNTRUSTED);
  }

  @Test
  void withoutTheIssuerNothingIsVerified() {
    assertVerdict(
        ContentCheck.of(LookupKind.CRL, ca.crl().encode(), leaf, Optional.empty(), NOW),
        Stage.Result.SKIPPED,
        "not verified, since the certificate's issuer is not known");
  }

  @Test
  void issuerCertificateIsRecognised() throws Exception {
    assertVerdict(
        check(LookupKind.CA_ISSUERS, ca.certificate().getEncoded()),
        Stage.Result.OK,
        "the issuer CN=Issuing CA");
    assertVerdict(
        check(LookupKind.CA_ISSUERS, other.certificate().getEncoded()),
        Stage.Result.UNTRUSTED,
        "no certificate in it has signed the one that points to it");
    assertVerdict(
        check(LookupKind.CA_ISSUERS, new byte[] {1, 2, 3}),
        Stage.Result.NOT_THE_RESPONDER,
        "3 octets that are no certificate");
  }

  @Test
  void requestNamesTheCertificate() throws Exception {
    OCSPReq request = new OCSPReq(OcspRequests.encode(leaf, ca.certificate()));

    assertThat(request.getRequestList()).hasSize(1);
    assertThat(request.getRequestList()[0].getCertID().getSerialNumber())
        .isEqualTo(leaf.getSerialNumber());
  }
}
