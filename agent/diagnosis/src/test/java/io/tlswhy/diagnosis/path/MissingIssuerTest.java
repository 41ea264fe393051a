package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.Surroundings;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer's certificate came alone, and nobody here has its issuer's. */
class MissingIssuerTest {
  private static final String HOST = "partner.example";

  private final Issued trusted = Issued.root("CN=Example Root").issue();

  private Diagnosis alone(Issued issuer) {
    return Refused.chain(Issued.server(HOST, issuer).issue())
        .trusting(trusted)
        .host(HOST)
        .diagnosis();
  }

  @Test
  void issuerThatMayBeEitherIsNamedAsBoth() {
    Diagnosis diagnosis = alone(Issued.root("CN=Partner CA").issue());

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent CN=partner.example (serial a) alone, and nobody here has the"
                + " certificate of its issuer CN=Partner CA: that is an intermediate that"
                + " partner.example should have sent, or a root that the trust store that the"
                + " application chose does not hold.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the operator of partner.example whether CN=Partner CA is an intermediate or a root:"
                + " an intermediate is to be sent with its own certificate (the full chain file); of"
                + " a root, ask whoever runs it for the certificate and its SHA-256 fingerprint,"
                + " compare them, and add it to the trust store.");
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.CHAIN_UNTRUSTED_ROOT,
                Confidence.POSSIBLE,
                "CN=Partner CA may be a root that the trust store that the application chose does"
                    + " not hold.",
                "The certificate of CN=Partner CA, as whoever runs it hands it out: that of a root"
                    + " names CN=Partner CA as its own issuer."));
  }

  @Test
  void issuerWithTheNameOfARootIsMostOftenOne() {
    Diagnosis diagnosis = alone(Issued.root("CN=Partner Root CA").issue());

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent CN=partner.example (serial a) alone, and nobody here has the"
                + " certificate of its issuer CN=Partner Root CA: that is a root that the trust"
                + " store that the application chose does not hold, or an intermediate that"
                + " partner.example should have sent.");
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.CHAIN_INCOMPLETE,
                Confidence.POSSIBLE,
                "CN=Partner Root CA may be an intermediate that partner.example should have sent.",
                "The certificate of CN=Partner Root CA, as whoever runs it hands it out: that of a"
                    + " root names CN=Partner Root CA as its own issuer."));
    assertThat(alone(Issued.root("CN=Grassroots Foundation CA").issue()).cause())
        .isEqualTo(Cause.CHAIN_INCOMPLETE);
  }

  @Test
  void peerThatSentOthersSentTheWrongOnes() {
    Issued unrelated = Issued.authority("CN=Unrelated CA", trusted).issue();
    Issued leaf = Issued.server(HOST, Issued.root("CN=Partner Root CA").issue()).issue();
    Diagnosis diagnosis = Refused.chain(leaf, unrelated).trusting(trusted).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void peerThatSentMoreBeforeLeftAnIntermediateOut() {
    Diagnosis diagnosis = since(2);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void peerThatSentNoMoreBeforeLeadsToARootThatIsGone() {
    Diagnosis diagnosis = since(1);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
  }

  private Diagnosis since(int certificatesBefore) {
    LastGoodChain before =
        LastGoodChain.of(
            Instant.parse("2026-11-19T08:00:00Z"),
            "192.0.2.1",
            "CN=partner.example",
            "CN=Partner CA",
            "a",
            Instant.parse("2027-06-01T00:00:00Z"),
            Collections.emptyList(),
            certificatesBefore);
    return Refused.chain(Issued.server(HOST, Issued.root("CN=Partner CA").issue()).issue())
        .trusting(trusted)
        .host(HOST)
        .lastGood(before)
        .diagnosis();
  }

  @Test
  void rootThatAnotherStoreOfTheMachineHoldsIsNoGuess() {
    Issued issuer = Issued.root("CN=Partner CA").issue();
    StoreFile other =
        StoreFile.read(
            StoreFile.Use.OTHER,
            "/etc/ssl/cert.pem",
            Instant.parse("2026-11-20T11:00:00Z"),
            List.of(issuer.certificate()));
    Diagnosis diagnosis =
        PathDiagnosis.of(
                Refused.chain(Issued.server(HOST, issuer).issue())
                    .trusting(trusted)
                    .host(HOST)
                    .failure()
                    .toBuilder()
                    .surroundings(Surroundings.of(List.of(other), Collections.emptyList()))
                    .build(),
                Refused.facts(),
                () -> true)
            .orElseThrow();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.alternatives()).isEmpty();
  }
}
