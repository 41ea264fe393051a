package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Validation;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class PublicRootsTest {
  private final Issued root = Issued.root("CN=Public Root,O=Well Known").issue();
  private final Issued otherRoot = Issued.root("CN=Other Root").issue();
  private final Issued ca = Issued.authority("CN=Public CA", root).issue();
  private final Issued leaf = Issued.server("partner.example", ca).issue();

  /** What the table says of a root is what this Java's own trust store holds of it. */
  @Test
  void tableAgreesWithTheTrustStoreOfThisJava() throws Exception {
    PublicRoots roots = PublicRoots.load();
    int checked = 0;
    for (X509Certificate trusted : trustedHere()) {
      Optional<PublicRoot> root = roots.withFingerprint(Words.fingerprintHex(trusted));
      if (root.isPresent()) {
        TrustAnchor anchor = root.get().anchor().orElseThrow();
        assertThat(anchor.getCAPublicKey()).isEqualTo(trusted.getPublicKey());
        assertThat(anchor.getCA()).isEqualTo(trusted.getSubjectX500Principal());
        assertThat(roots.like(trusted)).as(root.get().name()).isPresent();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  @Test
  void tableKnowsSinceWhenJavaShipsTheRootsThatOldStoresLack() {
    assertThat(firstReleasesOf("GTS Root R1")).isEqualTo("8u381");
    assertThat(firstReleasesOf("ISRG Root X1")).isEqualTo("7u151, 8u141, 9");
  }

  @Test
  void storeThatLacksAPublicRoot() {
    Diagnosis diagnosis = deadEnd(Refused.chain(leaf, ca).trusting(otherRoot));

    assertThat(diagnosis.cause()).isEqualTo(Cause.TRUSTSTORE_OUTDATED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.counterfactuals())
        .extracting(Counterfactual::passes)
        .containsExactly(true);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The chain of partner.example leads by CN=Public CA to the public root Public Root,"
                + " which Java ships since 8u999; the trust store that the application chose lacks"
                + " it.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Update this Java or its trust store, or add the root Public Root, SHA-256 "
                + Words.fingerprint(root.certificate())
                + ", as its certification authority publishes it.");
  }

  @Test
  void rootItselfSentAlongMakesNoDifference() {
    assertThat(deadEnd(Refused.chain(leaf, ca, root).trusting(otherRoot)).cause())
        .isEqualTo(Cause.TRUSTSTORE_OUTDATED);
  }

  @Test
  void nameOfAPublicRootAloneIsNoProof() {
    Issued impostor = Issued.root("CN=Public Root,O=Well Known").issue();
    Issued theirs = Issued.authority("CN=Public CA", impostor).withoutKeyIdentifiers().issue();
    Issued forged = Issued.server("partner.example", theirs).issue();

    Diagnosis diagnosis = deadEnd(Refused.chain(forged, theirs).trusting(otherRoot));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  private Diagnosis deadEnd(Refused refused) {
    HandshakeFailure failure = refused.failure();
    Validation validation = failure.validation().orElseThrow();
    Signatures signatures = new Signatures();
    PublicRoots known =
        PublicRoots.of(
            Collections.singletonList(
                PublicRoot.of(
                    Words.fingerprintHex(root.certificate()),
                    Words.hex(Extensions.subjectKey(root.certificate()).orElseThrow().array()),
                    "8u999",
                    "Public Root",
                    root.certificate().getSubjectX500Principal().getName(X500Principal.CANONICAL),
                    "EC",
                    Base64.getEncoder()
                        .encodeToString(root.certificate().getPublicKey().getEncoded()))));
    return new DeadEnd(failure, validation, signatures, Issued.NOW, "partner.example", () -> known)
        .diagnose(new PathFinder(validation, signatures, () -> true).paths());
  }

  private static String firstReleasesOf(String name) {
    return PublicRoots.load().all().stream()
        .filter(root -> root.name().equals(name))
        .findFirst()
        .orElseThrow()
        .firstReleases();
  }

  private static List<X509Certificate> trustedHere() throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    List<X509Certificate> trusted = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      Collections.addAll(trusted, ((X509TrustManager) manager).getAcceptedIssuers());
    }
    return trusted;
  }
}
