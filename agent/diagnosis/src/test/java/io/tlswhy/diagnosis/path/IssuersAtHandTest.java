package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.LookupKind;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Collections;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class IssuersAtHandTest {
  private static final URI URL = URI.create("http://ca.example/ca.cer");

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).issue();
  private final Issued leaf =
      Issued.server("partner.example", ca)
          .add(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  AccessDescription.id_ad_caIssuers,
                  new GeneralName(GeneralName.uniformResourceIdentifier, URL.toString())))
          .issue();

  private Diagnosis withAnswer(byte[] answer) {
    EndpointTrial trial =
        EndpointTrial.builder(LookupKind.CA_ISSUERS, URL).answer(Der.of(answer)).build();
    return PathDiagnosis.withTrials(
            Refused.chain(leaf).trusting(root).host("partner.example").failure(),
            Refused.facts(),
            Collections.singletonList(trial),
            AnswerCheck.none(),
            () -> true)
        .orElseThrow();
  }

  @Test
  void chainThatClosesWithWhatWasFetched() throws GeneralSecurityException {
    Diagnosis diagnosis = withAnswer(ca.certificate().getEncoded());

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(
            Counterfactual.of("CN=Example CA as it is at http://ca.example/ca.cer", true));
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent CN=partner.example (serial a) without the certificate of its"
                + " issuer CN=Example CA; with that one, from http://ca.example/ca.cer, the chain"
                + " is complete.");
    assertThat(diagnosis.evidence())
        .contains(
            "The certificate that is missing, as PEM:",
            "-----BEGIN CERTIFICATE-----",
            "-----END CERTIFICATE-----");
  }

  @Test
  void chainThatClosesWithSeveral() throws GeneralSecurityException {
    Issued below = Issued.authority("CN=Issuing CA", ca).issue();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(below.certificate().getEncoded());
    both.writeBytes(ca.certificate().getEncoded());

    Diagnosis diagnosis =
        PathDiagnosis.withTrials(
                Refused.chain(Issued.server("partner.example", below).issue())
                    .trusting(root)
                    .host("partner.example")
                    .failure(),
                Refused.facts(),
                Collections.singletonList(
                    EndpointTrial.builder(LookupKind.CA_ISSUERS, URL)
                        .answer(Der.of(both.toByteArray()))
                        .build()),
                AnswerCheck.none(),
                () -> true)
            .orElseThrow();

    assertThat(diagnosis.evidence().get(0))
        .isEqualTo("The certificates that are missing, as PEM, in this order:");
  }

  @Test
  void strangersCertificateClosesNothing() throws GeneralSecurityException {
    Issued stranger = Issued.root("CN=Example CA").issue();

    assertThat(withAnswer(stranger.certificate().getEncoded()).confidence())
        .isEqualTo(Confidence.LIKELY);
  }

  @Test
  void blockPageClosesNothing() {
    assertThat(withAnswer("<html>blocked</html>".getBytes(StandardCharsets.UTF_8)).confidence())
        .isEqualTo(Confidence.LIKELY);
  }

  @Test
  void chainThatClosesWithWhatThePeerSentTheLastTime() {
    LastGoodChain before =
        LastGoodChain.of(
                Instant.parse("2026-11-19T08:00:00Z"),
                "192.0.2.2",
                "CN=partner.example",
                "CN=Example CA",
                "a",
                Instant.parse("2027-01-01T00:00:00Z"),
                Collections.emptyList(),
                2)
            .with(Collections.singletonList(ca.certificate()));

    Diagnosis diagnosis =
        Refused.chain(leaf).trusting(root).host("partner.example").lastGood(before).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent CN=partner.example (serial a) without the certificate of its"
                + " issuer CN=Example CA; with that one, from the last good handshake with it,"
                + " 2026-11-19 08:00:00 UTC, the chain is complete.");
  }
}
