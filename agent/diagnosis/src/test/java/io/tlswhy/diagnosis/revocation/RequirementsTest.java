package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.revocation.Story.CA_CRL_URL;
import static io.tlswhy.diagnosis.revocation.Story.CRL_URL;
import static io.tlswhy.diagnosis.revocation.Story.OCSP_URL;
import static io.tlswhy.diagnosis.revocation.Story.jvmStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage.Kind;
import io.tlswhy.evidence.Stage.Result;
import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of each certificate of a chain. */
class RequirementsTest {
  private static List<String> status(Story story, EndpointTrial... trials) {
    return new Diagnostician(Story.jvm())
        .withTrials(story.failure(), Arrays.asList(trials)).evidence().stream()
            .filter(line -> line.startsWith("Status of "))
            .toList();
  }

  private static Story withEverything() {
    Story story = Story.withEverything();
    story.lookup(
        Story.lookupOf(LookupKind.CRL, CA_CRL_URL, story.ca.certificate())
            .outcome(Lookup.Outcome.FAILED)
            .error(new ConnectException())
            .build());
    return story.rejection(Story.undetermined(1));
  }

  private static EndpointTrial refused(Story story, LookupKind kind, String url) {
    return story.trial(kind, url, jvmStage(Kind.CONNECT, "203.0.113.7", Result.REFUSED, 1)).build();
  }

  private static EndpointTrial ofRoot(Story story) {
    return EndpointTrial.builder(LookupKind.CRL, URI.create(CA_CRL_URL))
        .subject(story.ca.certificate())
        .stages(List.of(jvmStage(Kind.CONNECT, "203.0.113.8", Result.REFUSED, 1)))
        .answer(Der.of(story.root.crl().encode()))
        .workingWay("proxy.corp:3128")
        .build();
  }

  @Test
  void everyCertificateOfTheChain() {
    Story story = withEverything();

    assertThat(
            status(
                story,
                ofRoot(story),
                refused(story, LookupKind.OCSP, OCSP_URL),
                story.works(LookupKind.CRL, CRL_URL, story.ca.crl().encode())))
        .containsExactly(
            "Status of CN=partner.test: Java asks the OCSP responder http://ocsp.example.com/ (no"
                + " answer), then if that fails the CRL http://crl.example.com/ca.crl (tells it).",
            "Status of CN=Issuing CA: Java asks the CRL http://crl.root.test/root.crl (tells it,"
                + " only through proxy.corp:3128); none that it asks tells it on its way, so the"
                + " chain is rejected.");
  }

  @Test
  void theSettingsSayWhatIsAskedAndWhatFollows() {
    Story story = withEverything();
    story.settings(story.settings().toBuilder().preferCrls(true).softFail(true).build());
    assertThat(status(story, refused(story, LookupKind.CRL, CRL_URL)))
        .containsExactly(
            "Status of CN=partner.test: Java asks the CRL http://crl.example.com/ca.crl (no"
                + " answer), then if that fails the OCSP responder http://ocsp.example.com/ (not"
                + " tried); none that it asks tells it on its way, and the chain is accepted all the"
                + " same (SOFT_FAIL).",
            "Status of CN=Issuing CA: Java asks the CRL http://crl.root.test/root.crl (not tried);"
                + " none that it asks tells it on its way, and the chain is accepted all the same"
                + " (SOFT_FAIL).");

    Story leafOnly = Story.withCrl();
    leafOnly.failed(LookupKind.CRL, CRL_URL, new ConnectException(), Duration.ZERO);
    assertThat(status(leafOnly, refused(leafOnly, LookupKind.CRL, CRL_URL)).get(1))
        .isEqualTo(
            "Status of CN=Issuing CA: not asked for: Java asks for the peer's own certificate only"
                + " (ONLY_END_ENTITY).");

    Story withNothingToAsk = Story.withCrl();
    withNothingToAsk.settings(withNothingToAsk.settings().toBuilder().onlyEndEntity(false).build());
    withNothingToAsk.failed(LookupKind.CRL, CRL_URL, new ConnectException(), Duration.ZERO);
    assertThat(status(withNothingToAsk, refused(withNothingToAsk, LookupKind.CRL, CRL_URL)).get(1))
        .isEqualTo(
            "Status of CN=Issuing CA: required, and the certificate names nothing that this JVM may"
                + " ask, so the chain is rejected.");
  }

  @Test
  void softFailIsNotForAnAnswerThatIsWrong() {
    Story story = Story.of(CertificateSpec.server("partner.test").ocsp(OCSP_URL));
    story.settings(story.settings().toBuilder().ocsp(true).softFail(true).build());
    story.answered(LookupKind.OCSP, OCSP_URL, story.leaf);
    story.rejection(
        new CertificateException(
            new CertPathValidatorException("no text is read", null, Story.path(0), 0)));

    assertThat(
            status(
                    story,
                    story.works(
                        LookupKind.OCSP,
                        OCSP_URL,
                        story.ca.ocspSignedBy(Authority.root("Issuing CA"), story.leaf).encode()))
                .get(0))
        .isEqualTo(
            "Status of CN=partner.test: Java asks the OCSP responder http://ocsp.example.com/ (its"
                + " signature is wrong); none that it asks tells it on its way, so the chain is"
                + " rejected, also with SOFT_FAIL: that is for an answer that is missing, not for"
                + " one that is wrong.");
  }

  @Test
  void whatThePeerStapledIsTaken() {
    Story story = withEverything();
    story.stapled(story.ca.ocsp(story.leaf).encode());

    assertThat(status(story, ofRoot(story)).get(0))
        .isEqualTo("Status of CN=partner.test: Java takes the response that the peer stapled.");
  }

  @Test
  void whereNothingCanBeAskedThatIsSaidOfEachCertificate() {
    Story story = Story.of(CertificateSpec.server("partner.test"));
    story.settings(story.settings().toBuilder().onlyEndEntity(false).build());

    assertThat(status(story))
        .containsExactly(
            "Status of CN=partner.test: required, and the certificate names nothing that this JVM"
                + " may ask, so the chain is rejected.",
            "Status of CN=Issuing CA: required, and the certificate names nothing that this JVM"
                + " may ask, so the chain is rejected.");
  }

  @Test
  void ofSeveralRespondersJavaAsksTheFirst() {
    String second = "http://ocsp2.example.com/";
    Story story = Story.of(CertificateSpec.server("partner.test").ocsp(OCSP_URL).ocsp(second));
    story.settings(story.settings().toBuilder().ocsp(true).crlDistributionPoints(false).build());
    story.failed(LookupKind.OCSP, OCSP_URL, new ConnectException(), Duration.ZERO);

    assertThat(status(story, refused(story, LookupKind.OCSP, OCSP_URL)).get(0))
        .isEqualTo(
            "Status of CN=partner.test: Java asks the OCSP responder http://ocsp.example.com/ (no"
                + " answer) and the OCSP responder http://ocsp2.example.com/, which Java leaves out"
                + " as it is not the first (not tried); none that it asks tells it on its way, so"
                + " the chain is rejected.");
  }

  @Test
  void whatAnsweredJavaItselfIsKnownWhateverTheTrialMet() {
    Story story = Story.withEverything();
    story.failed(LookupKind.OCSP, OCSP_URL, new ConnectException(), Duration.ZERO);
    story.failed(LookupKind.CRL, CRL_URL, new ConnectException(), Duration.ZERO);
    story.answered(LookupKind.CRL, CA_CRL_URL, story.ca.certificate());

    assertThat(
            status(
                    story,
                    refused(story, LookupKind.CRL, CRL_URL),
                    EndpointTrial.builder(LookupKind.CRL, URI.create(CA_CRL_URL))
                        .subject(story.ca.certificate())
                        .stages(List.of(jvmStage(Kind.HTTP, "203.0.113.8", Result.TIMEOUT, 9)))
                        .build())
                .get(1))
        .isEqualTo(
            "Status of CN=Issuing CA: Java asks the CRL http://crl.root.test/root.crl (answered Java"
                + " itself).");
  }
}
