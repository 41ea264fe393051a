package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.revocation.Story.jvmStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage.Kind;
import io.tlswhy.evidence.Stage.Result;
import java.net.SocketTimeoutException;
import java.security.cert.CertStoreException;
import java.time.Duration;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.ServiceUnavailableException;
import org.junit.jupiter.api.Test;

/** What is said of pointers into directories. */
class LdapPointerTest {
  private static final String URL = "ldap://ldap.example.com/CN=My%20CA,O=Test?crl";
  private static final String AT = "ldap.example.com port 389";
  private static final String CANNOT = "The CRL " + URL + " of CN=partner.test cannot be fetched: ";
  private static final String OF_NO_USE =
      "The answer of the CRL " + URL + " for CN=partner.test is of no use: ";
  private static final String SO = ", so Java cannot tell whether that certificate is revoked.";

  private final Diagnostician diagnostician = new Diagnostician(Story.jvm());
  private final Story story = Story.withCrl(URL);

  private Diagnosis atOnce(HandshakeFailure failure) {
    return diagnostician.atOnce(failure, () -> true);
  }

  private Diagnosis tried(Kind kind, Result result, String detail) {
    story.failed(
        LookupKind.CRL,
        URL,
        new CertStoreException(new ServiceUnavailableException()),
        Duration.ofMillis(9));
    return diagnostician.withTrials(
        story.failure(),
        List.of(
            story
                .trial(
                    LookupKind.CRL,
                    URL,
                    jvmStage(
                        Kind.CONNECT, "203.0.113.7", kind == Kind.CONNECT ? result : Result.OK, 5),
                    jvmStage(Kind.HTTP, "203.0.113.7", result, 5, detail))
                .build()));
  }

  @Test
  void anErrorOfTheDirectory() {
    Diagnosis diagnosis = tried(Kind.HTTP, Result.STATUS, "search: 32 noSuchObject");

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONDER_ERROR);
    assertThat(diagnosis.summary())
        .isEqualTo(OF_NO_USE + AT + " answers with an LDAP error (search: 32 noSuchObject)" + SO);
    assertThat(diagnosis.command())
        .isEqualTo(
            "ldapsearch -x -LLL -o nettimeout=20 -H ldap://ldap.example.com:389 -s base -b"
                + " 'CN=My CA,O=Test' 'certificateRevocationList;binary'");
  }

  @Test
  void aReferral() {
    Diagnosis diagnosis =
        tried(Kind.HTTP, Result.REDIRECT, "search: 10 referral, refers to ldap://b/");

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONDER_ERROR);
    assertThat(diagnosis.summary())
        .isEqualTo(
            OF_NO_USE
                + AT
                + " does not have it and names another server, which Java does not go to"
                + " (search: 10 referral, refers to ldap://b/)"
                + SO);
  }

  @Test
  void whatTheJvmItselfMet() {
    CommunicationException error = new CommunicationException();
    error.setRootCause(new SocketTimeoutException());
    Diagnosis blocked =
        atOnce(
            story
                .failed(LookupKind.CRL, URL, new CertStoreException(error), Duration.ofSeconds(15))
                .failure());
    Diagnosis said =
        atOnce(
            Story.withCrl(URL)
                .failed(
                    LookupKind.CRL,
                    URL,
                    new CertStoreException(new ServiceUnavailableException()),
                    Duration.ofMillis(9))
                .failure());

    assertThat(blocked.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(blocked.summary()).isEqualTo(CANNOT + AT + " did not answer within 15 s" + SO);
    assertThat(said.cause()).isEqualTo(Cause.REVOCATION_RESPONDER_ERROR);
    assertThat(said.summary()).isEqualTo(OF_NO_USE + AT + " answered with an LDAP error" + SO);
  }

  @Test
  void whatJavaCannotFollow() {
    Diagnosis secure = atOnce(Story.withCrl("ldaps://ldap.example.com/CN=CA").failure());
    Diagnosis windows = atOnce(Story.withCrl("ldap:///CN=CA,CN=CDP").failure());

    assertThat(secure.cause()).isEqualTo(Cause.REVOCATION_NO_POINTER);
    assertThat(secure.summary())
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but by its settings may use none of"
                + " the ways that the certificate offers (CRL ldaps://ldap.example.com/CN=CA, a"
                + " protocol that Java lacks).");
    assertThat(secure.fix())
        .isEqualTo(
            "Give the application the CRL of CN=Issuing CA, or ask its operator for certificates"
                + " that say where their status is to be had.");
    assertThat(windows.summary())
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but by its settings may use none of"
                + " the ways that the certificate offers (CRL ldap:///CN=CA,CN=CDP, which names no"
                + " host: members of the Windows domain know it, and Java asks port 389 of its own"
                + " machine).");
  }

  @Test
  void whatTheJvmMetInADirectoryIsNotAlwaysSeen() {
    Diagnosis diagnosis = atOnce(story.failure());

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(diagnosis.interim()).isTrue();
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java cannot tell whether CN=partner.test is revoked: it got nothing of use from the CRL "
                + URL
                + ".");
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.REVOCATION_DNS,
                Confidence.POSSIBLE,
                "What Java meets in a directory is not seen from inside of it.",
                "whether ldap.example.com resolves here"),
            Alternative.of(
                Cause.REVOCATION_RESPONDER_ERROR,
                Confidence.POSSIBLE,
                "What Java meets in a directory is not seen from inside of it.",
                "what the directory answers"));
  }
}
