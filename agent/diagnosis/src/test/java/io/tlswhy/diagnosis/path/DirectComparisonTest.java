package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectComparisonTest {
  private static final String HOST = "partner.example";
  private static final String PROXY = "proxy.corp.example:3128";
  private static final Detour KNOWN = Detour.of(PROXY, "192.0.2.1 port 8443", true);
  private static final Detour ASSUMED = Detour.of(PROXY, "192.0.2.1 port 443", false);

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).issue();
  private final Issued leaf = Issued.server(HOST, ca).issue();
  private final Issued corporate = Issued.root("CN=Corporate Root").issue();
  private final Issued remade = Issued.server(HOST, corporate).keys(Issued.key("EC", 256)).issue();

  private final Diagnostician diagnostician = new Diagnostician(Refused.facts());
  private final HandshakeFailure failure =
      Refused.chain(remade, corporate).trusting(root).host(HOST).failure();
  private final Diagnosis first = diagnostician.atOnce(failure, () -> true);

  private Diagnosis with(Detour detour, Issued... shown) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Issued each : shown) {
      certificates.add(each.certificate());
    }
    return with(
        HelloAnswer.builder(HelloChange.DIRECT, Result.AGREED)
            .certificates(certificates)
            .detour(detour)
            .build());
  }

  private Diagnosis with(HelloAnswer answer) {
    return diagnostician.withPeerTrial(failure, first, PeerTrial.of(List.of(answer)));
  }

  @Test
  void anotherCertificateDirectlyThatIsTrustedProvesTheProxyMadeTheOther() {
    assertThat(first.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);

    Diagnosis diagnosis = with(KNOWN, leaf, ca);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate that came for partner.example through the proxy"
                + " proxy.corp.example:3128 was made on the way: it is issued by CN=Corporate Root,"
                + " while asked directly at 192.0.2.1 port 8443 partner.example shows one with"
                + " another key, issued by CN=Example CA, which is trusted here.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask whoever runs the proxy proxy.corp.example:3128 to exempt partner.example, or to"
                + " hand out the root certificate of CN=Corporate Root and its fingerprint for this"
                + " trust store.");
    // That it would pass with the proxy's root as an anchor is no longer said.
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("the chain that partner.example shows directly", true));
    assertThat(diagnosis.alternatives()).isEmpty();
  }

  @Test
  void onAnAssumedPortItIsLikelyOnly() {
    Diagnosis diagnosis = with(ASSUMED, leaf, ca);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate that came for partner.example through the proxy"
                + " proxy.corp.example:3128 was most likely made on the way: it is issued by"
                + " CN=Corporate Root, while asked directly at 192.0.2.1 port 443 partner.example"
                + " shows one with another key, issued by CN=Example CA, which is trusted here.");
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.CHAIN_UNTRUSTED_ROOT,
                Confidence.POSSIBLE,
                "The name or port that the proxy proxy.corp.example:3128 was asked for may lead it"
                    + " to another server than 192.0.2.1 port 443.",
                "Compare the addresses that partner.example has here and on the proxy's machine."));
  }

  @Test
  void anotherCertificateDirectlyThatIsNotTrustedEitherIsLikelyOnly() {
    Issued otherRoot = Issued.root("CN=Other Root").issue();
    Issued own = Issued.server(HOST, otherRoot).issue();

    Diagnosis diagnosis = with(KNOWN, own);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .endsWith("with another key, issued by CN=Other Root, which is not trusted here either.");
    assertThat(diagnosis.counterfactuals())
        .contains(Counterfactual.of("the chain that partner.example shows directly", false));
    assertThat(with(ASSUMED, own).cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  @Test
  void trustedCertificateOfAnotherNameProvesNothing() {
    Issued elsewhere = Issued.server("elsewhere.example", ca).issue();

    assertThat(with(KNOWN, elsewhere, ca).confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(with(ASSUMED, elsewhere, ca).cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  @Test
  void theSameCertificateRulesTheProxyOut() {
    Diagnosis diagnosis = with(KNOWN, remade, corporate);

    assertThat(diagnosis)
        .isEqualTo(
            first.toBuilder()
                .ruledOut(
                    List.of(
                        "The proxy proxy.corp.example:3128 did not make this certificate: asked directly at"
                            + " 192.0.2.1 port 8443, partner.example shows the same."))
                .build());
  }

  @Test
  void anotherCertificateOfTheSameIssuerDecidesNothing() {
    Issued renewed = Issued.server(HOST, corporate).issue();

    Diagnosis diagnosis = with(KNOWN, renewed, corporate);

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.evidence())
        .contains(
            "Asked directly at 192.0.2.1 port 8443, past the proxy proxy.corp.example:3128,"
                + " partner.example shows another certificate, issued by CN=Corporate Root, which"
                + " does not tell whether the proxy made the one that came.");
  }

  @Test
  void anotherIssuerOfTheSameKeyDecidesNothing() {
    Issued crossSigned = Issued.server(HOST, ca).keysOf(remade).issue();

    assertThat(with(KNOWN, crossSigned, ca).cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  @Test
  void noAnswerIsEvidenceOnly() {
    HelloAnswer silent =
        HelloAnswer.builder(HelloChange.DIRECT, Result.SILENT).detour(KNOWN).build();
    HelloAnswer refused =
        HelloAnswer.builder(HelloChange.DIRECT, Result.SKIPPED)
            .detail("a link-local address")
            .detour(Detour.of(PROXY, "", false))
            .build();

    assertThat(with(silent).evidence())
        .contains(
            "Asked directly at 192.0.2.1 port 8443, past the proxy proxy.corp.example:3128,"
                + " partner.example showed no certificate.");
    assertThat(with(refused).evidence())
        .contains(
            "partner.example was not asked past the proxy proxy.corp.example:3128: a link-local"
                + " address.");
    assertThat(with(silent).toBuilder().evidence(first.evidence()).build()).isEqualTo(first);
    assertThat(diagnostician.withPeerTrial(failure, first, PeerTrial.of(List.of())))
        .isEqualTo(first);
  }

  @Test
  void onlyChainsThatLeadToNothingTrustedAreCompared() {
    PeerQuestion question = diagnostician.peerQuestion(failure).get();
    assertThat(question.changes()).containsExactly(HelloChange.DIRECT);
    assertThat(question.peer().host()).isEqualTo(HOST);

    HandshakeFailure ofClient =
        Refused.chain(remade, corporate).trusting(root).host(HOST).ofClient().failure();
    assertThat(diagnostician.peerQuestion(ofClient)).isEmpty();
    Issued expired =
        Issued.server(HOST, ca).valid("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z").issue();
    HandshakeFailure ofDate = Refused.chain(expired, ca).trusting(root).host(HOST).failure();
    assertThat(diagnostician.peerQuestion(ofDate)).isEmpty();
  }
}
