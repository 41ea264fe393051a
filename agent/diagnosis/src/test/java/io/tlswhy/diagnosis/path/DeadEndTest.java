package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.TrustStoreOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class DeadEndTest {
  private static final String HOST = "partner.example";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).serial(0x0c).issue();
  private final Issued leaf = Issued.server(HOST, ca).issue();
  private final Issued otherRoot = Issued.root("CN=Other Root").issue();

  @Test
  void intermediateThatWasNotSent() {
    Issued pointing =
        Issued.server(HOST, ca)
            .add(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                    AccessDescription.id_ad_caIssuers,
                    new GeneralName(
                        GeneralName.uniformResourceIdentifier, "http://ca.example/ca.cer")))
            .issue();

    Diagnosis diagnosis = Refused.chain(pointing).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent CN=partner.example (serial a) without the certificate of its"
                + " issuer CN=Example CA, so no path leads to a trusted root.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Let the operator of partner.example send the intermediate certificate CN=Example CA"
                + " with its own (the full chain file); it is at http://ca.example/ca.cer.");
  }

  @Test
  void selfSignedCertificate() {
    Issued own = Issued.root("CN=partner.example").serial(0x0d).issue();

    Diagnosis diagnosis = Refused.chain(own).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_SELF_SIGNED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "partner.example sent the self-signed certificate CN=partner.example (serial d), which"
                + " the trust store that the application chose does not hold.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the operator of partner.example for the certificate by a way other than this"
                + " connection; if its SHA-256 fingerprint is "
                + Words.fingerprint(own.certificate())
                + ", add it to the trust store, otherwise somebody is in between.");
  }

  @Test
  void completeChainToARootThatIsNotTrusted() {
    Diagnosis diagnosis = Refused.chain(leaf, ca, root).trusting(otherRoot).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("CN=Example Root as a trust anchor", true));
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example is complete and ends in the root CN=Example Root (serial"
                + " a), which the trust store that the application chose does not hold.");
  }

  @Test
  void chainWithoutItsRootThatIsNotTrusted() {
    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(otherRoot).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example ends at CN=Example CA (serial c), issued by CN=Example"
                + " Root, which the trust store that the application chose does not hold.");
  }

  @Test
  void rootOfTheSameNameWithAnotherKey() {
    Issued impostor = Issued.root("CN=Example Root").issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(impostor).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example leads to a CA named CN=Example Root, but the trust store"
                + " that the application chose holds one of the same name with another key.");
  }

  @Test
  void inspectingProductInBetween() {
    Issued zscaler = Issued.root("CN=Zscaler Root CA,O=Zscaler Inc.,L=San Jose").issue();
    Issued remade = Issued.server(HOST, zscaler).issue();

    Diagnosis diagnosis = Refused.chain(remade).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate that came for partner.example was made on the way by Zscaler, which"
                + " inspects TLS: it is issued by L=San Jose, O=Zscaler Inc., CN=Zscaler Root CA.");
  }

  @Test
  void cityCalledAsAProductIsNoProduct() {
    Issued ca = Issued.root("CN=Lab CA,L=Palo Alto Networks").issue();

    assertThat(InspectingProducts.load().issuing(ca.certificate().getSubjectX500Principal()))
        .isEmpty();
  }

  @Test
  void emptyTrustStore() {
    Diagnosis diagnosis = Refused.chain(leaf, ca).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_EMPTY);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "No certificate is trusted here at all: the trust store that the application chose"
                + " is empty.");
  }

  @Test
  void trustStoreThatIsNotThere() {
    TrustStoreOrigin origin =
        TrustStoreOrigin.builder(TrustStoreOrigin.Source.FALLBACK)
            .askedFor("/etc/app/trust.p12")
            .path("/usr/lib/jvm/lib/security/cacerts")
            .build();

    Diagnosis diagnosis =
        Refused.chain(leaf, ca, root).trusting(otherRoot).host(HOST).origin(origin).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
    assertThat(diagnosis.contributing()).containsExactly(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example is not trusted here, since javax.net.ssl.trustStore names"
                + " /etc/app/trust.p12, which is not there or cannot be read, so that this JVM"
                + " silently uses Java's own trust store /usr/lib/jvm/lib/security/cacerts.");
  }

  @Test
  void trustStoreThatWasChangedSinceTheStart() {
    TrustStoreOrigin origin =
        TrustStoreOrigin.builder(TrustStoreOrigin.Source.PROPERTY)
            .path("/etc/app/trust.p12")
            .changedSinceStart(true)
            .build();

    Diagnosis diagnosis =
        Refused.chain(leaf, ca).trusting(otherRoot).host(HOST).origin(origin).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_CHANGED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example is not trusted here, and the file of the trust store"
                + " /etc/app/trust.p12 (javax.net.ssl.trustStore) was changed after this JVM started"
                + " and may not have been read again.");
    assertThat(diagnosis.fix())
        .isEqualTo("Restart this JVM so that it reads the trust store as it is now.");
  }

  @Test
  void whatIsDifferentFromTheLastGoodHandshakeIsEvidence() {
    LastGoodChain before =
        LastGoodChain.of(
            Instant.parse("2026-11-19T08:00:00Z"),
            "192.0.2.1",
            "CN=partner.example",
            "CN=Former CA",
            "a",
            Instant.parse("2027-01-01T00:00:00Z"),
            Collections.emptyList(),
            3);

    Diagnosis diagnosis =
        Refused.chain(leaf, ca).trusting(otherRoot).host(HOST).lastGood(before).diagnosis();

    assertThat(diagnosis.evidence())
        .containsExactly(
            "Different from the last good handshake, 2026-11-19 08:00:00 UTC:",
            "The issuer is CN=Example CA; it was CN=Former CA.",
            "The number of certificates sent is 2; it was 3.");
    assertThat(diagnosis.alternatives())
        .extracting(Alternative::cause, Alternative::why)
        .containsExactly(
            tuple(
                Cause.CHAIN_INTERCEPTED,
                "The certificate is issued by CN=Example CA; the last one that was accepted here"
                    + " was issued by CN=Former CA."));
  }

  @Test
  void anotherIssuerAndKeyLongBeforeTheRenewalIsMostLikelyMadeOnTheWay() {
    Diagnosis diagnosis =
        Refused.chain(leaf, ca)
            .trusting(otherRoot)
            .host(HOST)
            .lastGood(before("2027-06-01T00:00:00Z", "http://crl.former.example/1.crl"))
            .diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate that came for partner.example was most likely made on the way, by"
                + " something that inspects TLS: it is issued by CN=Example CA, which is not trusted"
                + " here, and names no place to ask for revocation, while the last one that was"
                + " accepted, on 2026-11-19 08:00:00 UTC, has another key, is issued by CN=Former CA"
                + " and is valid until 2027-06-01 00:00:00 UTC.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the network team whether TLS to partner.example is inspected, and to exempt it or"
                + " to hand out the root certificate of CN=Example CA and its fingerprint for this"
                + " trust store.");
    assertThat(diagnosis.alternatives())
        .extracting(Alternative::cause, Alternative::why)
        .containsExactly(
            tuple(
                Cause.CHAIN_UNTRUSTED_ROOT,
                "The peer may have moved to the authority CN=Example CA on purpose."));
  }

  @Test
  void anotherIssuerWhenTheRenewalWasDueIsNotCalledIntercepted() {
    Diagnosis diagnosis =
        Refused.chain(leaf, ca)
            .trusting(otherRoot)
            .host(HOST)
            .lastGood(before("2026-12-01T00:00:00Z", "http://crl.former.example/1.crl"))
            .diagnosis();

    assertThat(diagnosis.cause()).isNotEqualTo(Cause.CHAIN_INTERCEPTED);
  }

  private static LastGoodChain before(String notAfter, String pointer) {
    return LastGoodChain.of(
            Instant.parse("2026-11-19T08:00:00Z"),
            "192.0.2.1",
            "CN=partner.example",
            "CN=Former CA",
            "a",
            Instant.parse(notAfter),
            Collections.singletonList(pointer),
            2)
        .with(4711, Duration.ZERO);
  }
}
