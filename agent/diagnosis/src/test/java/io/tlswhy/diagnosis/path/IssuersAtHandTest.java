package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class IssuersAtHandTest {
  private static final URI URL = URI.create("http://ca.example/ca.cer");

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).issue();
  private final Issued leaf = Issued.server("partner.example", ca).issue();

  private Diagnosis withAnswer(byte[] answer) {
    EndpointTrial trial =
        EndpointTrial.builder(LookupKind.CA_ISSUERS, URL).answer(Der.of(answer)).build();
    return PathDiagnosis.withTrials(
            Refused.chain(leaf).trusting(root).host("partner.example").failure(),
            Refused.facts(),
            Collections.singletonList(trial),
            (any, path, time) -> false,
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
        .contains("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----");
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
}
