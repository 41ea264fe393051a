package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Validation;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

class PathDiagnosisTest {
  private static final String HOST = "partner.example";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca = Issued.authority("CN=Example CA", root).serial(0x0c).issue();

  @Test
  void expiredCertificateOfThePeer() {
    Issued leaf =
        Issued.server(HOST, ca).valid("2026-01-01T00:00:00Z", "2026-11-17T12:00:00Z").issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) of partner.example expired on"
                + " 2026-11-17 12:00:00 UTC, 3 days before this validation.");
    assertThat(diagnosis.fix())
        .isEqualTo("Renew the certificate on partner.example and have it load the new one.");
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("the time 2026-11-17 12:00:00 UTC", true));
    assertThat(diagnosis.ruledOut())
        .containsExactly(
            "Revocation is not the matter: it is not checked here.",
            "The name is not the matter: the certificate is for partner.example.");
    assertThat(diagnosis.alternatives())
        .extracting(alternative -> alternative.cause())
        .containsExactly(Cause.CLOCK_SKEW);
  }

  @Test
  void expiredCaCertificateComesBeforeTheExpiredCertificateThatItIssued() {
    Issued oldCa =
        Issued.authority("CN=Old CA", root)
            .valid("2025-01-01T00:00:00Z", "2026-11-20T11:00:00Z")
            .issue();
    Issued leaf =
        Issued.server(HOST, oldCa).valid("2026-01-01T00:00:00Z", "2026-11-17T12:00:00Z").issue();

    Diagnosis diagnosis = Refused.chain(leaf, oldCa).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED_CA);
    assertThat(diagnosis.contributing()).containsExactly(Cause.CHAIN_EXPIRED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CA certificate CN=Old CA (serial a), which leads to CN=Example Root, expired on"
                + " 2026-11-20 11:00:00 UTC, 1 hour before this validation.");
  }

  @Test
  void certificateThatIsNotValidYet() {
    Issued leaf =
        Issued.server(HOST, ca).valid("2026-11-20T12:00:05Z", "2027-11-17T12:00:00Z").issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_NOT_YET_VALID);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) is valid only from 2026-11-20 12:00:05"
                + " UTC, 5 seconds after the time of this validation, 2026-11-20 12:00:00 UTC.");
  }

  @Test
  void tamperedCertificate() {
    Issued leaf = Issued.server(HOST, ca).issue();

    Diagnosis diagnosis =
        Refused.chain(leaf.tampered(), ca.certificate()).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_BAD_SIGNATURE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The signature of CN=partner.example (serial a) does not verify with the key of"
                + " CN=Example CA (serial c): the certificate was changed, or another key issued"
                + " it.");
  }

  @Test
  void issuerThatIsNoAuthority() {
    Issued notCa =
        Issued.authority("CN=Not A CA", root)
            .without(Extension.basicConstraints)
            .add(Extension.basicConstraints, true, new BasicConstraints(false))
            .issue();
    Issued leaf = Issued.server(HOST, notCa).issue();

    Diagnosis diagnosis = Refused.chain(leaf, notCa).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_NOT_A_CA);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CA certificate CN=Not A CA (serial a) is not a certification authority"
                + " (basicConstraints), but CN=partner.example (serial a) is issued by it.");
  }

  @Test
  void onlyTheOrderedPathShowsWhatTheBuilderHides() {
    Issued notCa =
        Issued.authority("CN=Not A CA", root)
            .without(Extension.basicConstraints)
            .add(Extension.basicConstraints, true, new BasicConstraints(false))
            .issue();
    Issued leaf = Issued.server(HOST, notCa).issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca, notCa).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_NOT_A_CA);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
  }

  @Test
  void moreAuthoritiesThanAllowed() {
    Issued limited =
        Issued.authority("CN=Limited CA", root)
            .without(Extension.basicConstraints)
            .add(Extension.basicConstraints, true, new BasicConstraints(0))
            .issue();
    Issued further = Issued.authority("CN=Further CA", limited).issue();
    Issued leaf = Issued.server(HOST, further).issue();

    Diagnosis diagnosis =
        Refused.chain(leaf, further, limited).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_PATH_LENGTH);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CA certificate CN=Further CA (serial a) is one CA certificate too many: CN=Limited"
                + " CA allows no CA certificate below it (path length constraint).");
  }

  @Test
  void issuerThatMayNotSign() {
    Issued mute =
        Issued.authority("CN=Mute CA", root)
            .without(Extension.keyUsage)
            .add(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
            .issue();
    Issued leaf = Issued.server(HOST, mute).issue();

    Diagnosis diagnosis = Refused.chain(leaf, mute).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_KEY_USAGE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CA certificate CN=Mute CA (serial a) may not sign certificates (its key usage"
                + " lacks keyCertSign), but CN=partner.example (serial a) is issued by it.");
  }

  @Test
  void serverWithAClientsUsage() {
    Issued leaf =
        Issued.server(HOST, ca)
            .add(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_EXTENDED_KEY_USAGE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) of partner.example is not meant for a"
                + " TLS server: its extended key usage is clientAuth and lacks serverAuth.");
    assertThat(diagnosis.ruledOut())
        .contains("The chain to CN=Example Root is not the matter: validated again, it passes.");
  }

  @Test
  void clientWithAServersUsage() {
    Issued leaf =
        Issued.server(HOST, ca)
            .add(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).ofClient().diagnosis();

    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) of partner.example is not meant for a"
                + " TLS client: its extended key usage is serverAuth and lacks clientAuth.");
  }

  @Test
  void keyThatMayNotSignTheHandshake() {
    Issued leaf =
        Issued.server(HOST, ca)
            .add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
            .issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_KEY_USAGE);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) of partner.example may not be used in"
                + " this TLS handshake: its key usage lacks digitalSignature.");
  }

  @Test
  void unknownCriticalExtension() {
    Issued leaf =
        Issued.server(HOST, ca)
            .add(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                true,
                new DEROctetString(new byte[1]))
            .issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_CRITICAL_EXTENSION);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) has the critical extension"
                + " 1.3.6.1.4.1.99999.1, which Java does not know and so must refuse.");
  }

  @Test
  void nameOutsideWhatTheAuthorityMayIssueFor() {
    Issued limited =
        Issued.authority("CN=Limited CA", root)
            .add(
                Extension.nameConstraints,
                true,
                new NameConstraints(
                    new GeneralSubtree[] {
                      new GeneralSubtree(new GeneralName(GeneralName.dNSName, "inside.example"))
                    },
                    null))
            .issue();
    Issued leaf = Issued.server(HOST, limited).issue();

    Diagnosis diagnosis = Refused.chain(leaf, limited).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_NAME_CONSTRAINTS);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) is for partner.example, but the CA"
                + " CN=Limited CA may issue only within its name constraints (permitted"
                + " DNS:inside.example).");
  }

  @Test
  void smallKey() {
    Issued leaf = Issued.server(HOST, ca).keys(Issued.key("RSA", 768)).issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_WEAK_KEY);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) has an RSA key of 768 bits, which the"
                + " entry \"RSA keySize < 1024\" of jdk.certpath.disabledAlgorithms disables.");
  }

  @Test
  void weakSignature() {
    Issued rsaCa = Issued.authority("CN=RSA CA", root).keys(Issued.key("RSA", 2048)).issue();
    Issued leaf = Issued.server(HOST, rsaCa).signature("MD5withRSA").issue();

    Diagnosis diagnosis = Refused.chain(leaf, rsaCa).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_WEAK_ALGORITHM);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) is signed with MD5withRSA, which the"
                + " entry \"MD5\" of jdk.certpath.disabledAlgorithms disables.");
  }

  @Test
  void policyThatTheApplicationRequires() {
    Issued leaf = Issued.server(HOST, ca).issue();

    Diagnosis diagnosis =
        Refused.chain(leaf, ca).trusting(root).accepting("1.3.6.1.4.1.99999.2").diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_POLICY);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("any certificate policy accepted", true));
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CA certificate CN=Example CA (serial c) is not under a certificate policy that"
                + " holds on the whole path, and this application accepts only"
                + " 1.3.6.1.4.1.99999.2.");
  }

  @Test
  void twoIndependentFaultsAreBothTold() {
    Issued leaf =
        Issued.server("other.example", ca)
            .valid("2026-01-01T00:00:00Z", "2026-11-17T12:00:00Z")
            .issue();

    Diagnosis diagnosis = Refused.chain(leaf, ca).trusting(root).host(HOST).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED);
    assertThat(diagnosis.contributing()).containsExactly(Cause.NAME_MISMATCH);
    assertThat(diagnosis.evidence())
        .containsExactly(
            "The name asked for is partner.example, but the certificate CN=other.example (serial a)"
                + " is for other.example.");
  }

  @Test
  void nothingIsSaidOfAChainThatWasNotRefused() {
    Issued leaf = Issued.server(HOST, ca).issue();
    Refused refused = Refused.chain(leaf, ca).trusting(root);
    HandshakeFailure failure = refused.failure();
    Validation accepted =
        Validation.builder(
                failure.validation().orElseThrow().chain(),
                failure.validation().orElseThrow().trust())
            .build();

    assertThat(
            PathDiagnosis.of(
                failure.toBuilder().validation(accepted).build(), Refused.facts(), () -> true))
        .isEmpty();
  }
}
