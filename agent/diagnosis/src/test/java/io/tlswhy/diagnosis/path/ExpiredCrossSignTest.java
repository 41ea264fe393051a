package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiredCrossSignTest {
  private final Issued oldRoot =
      Issued.root("CN=DST Root CA X3,O=Digital Signature Trust Co.").issue();

  /** As Let's Encrypt's chains were when the root that had cross-signed theirs expired. */
  @Test
  void crossSignedRootThatExpiredNamesTheWayOut() {
    Issued crossSigned =
        Issued.authority("C=US,O=Internet Security Research Group,CN=ISRG Root X1", oldRoot)
            .withoutKeyIdentifiers()
            .valid("2021-01-20T19:14:03Z", "2024-09-30T18:14:03Z")
            .serial(0x77)
            .issue();
    Issued intermediate = Issued.authority("CN=R3", crossSigned).issue();
    Issued leaf = Issued.server("partner.example", intermediate).issue();

    Diagnosis diagnosis =
        Refused.chain(leaf, intermediate, crossSigned)
            .trusting(oldRoot)
            .host("partner.example")
            .diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED_CA);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CA certificate ISRG Root X1 (serial 77), cross-signed by O=Digital Signature Trust"
                + " Co., CN=DST Root CA X3, expired on 2024-09-30 18:14:03 UTC, 780 days before"
                + " this validation, and the root ISRG Root X1 itself, to which another path leads,"
                + " is not trusted here.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Update this Java or its trust store, or add the root ISRG Root X1, SHA-256"
                + " 96:BC:EC:06:26:49:76:F3:74:60:77:9A:CF:28:C5:A7:CF:E8:A3:C0:AA:E1:1A:8F:FC:EE:05:C0:BD:DF:08:C6,"
                + " as its certification authority publishes it; partner.example should no longer"
                + " send the expired certificate.");
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("the root trusted itself", false));
  }

  @Test
  void peersThatPathsWithoutTheExpiredCertificateReachAreNotRefused() {
    Issued root = Issued.root("CN=Root").issue();
    Issued expired =
        Issued.authority("CN=Root", oldRoot)
            .keysOf(root)
            .valid("2021-01-20T19:14:03Z", "2024-09-30T18:14:03Z")
            .issue();
    Issued leaf = Issued.server("partner.example", root).issue();

    List<CertificationPath> paths =
        new PathFinder(
                Refused.chain(leaf, expired)
                    .trusting(oldRoot, root)
                    .failure()
                    .validation()
                    .orElseThrow(),
                new Signatures(),
                () -> true)
            .paths();

    assertThat(paths).hasSize(2).allMatch(CertificationPath::anchored);
    assertThat(paths.get(0).certificates()).containsExactly(leaf.certificate());
  }

  @Test
  void distrustedRootsAreKnownByTheirFingerprint() {
    assertThat(DataFile.records("distrusted-roots.tsv"))
        .allSatisfy(
            record -> {
              assertThat(record).hasSize(4);
              assertThat(record[1]).matches("[0-9A-F]{64}");
              assertThat(record[2]).matches("20\\d\\d-\\d\\d-\\d\\dT00:00:00Z");
            });
  }
}
