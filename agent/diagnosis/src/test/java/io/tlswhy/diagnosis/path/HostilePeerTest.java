package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Validation;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** What a peer can send to make a diagnosis long, wrong, or fail. */
class HostilePeerTest {
  private final Issued root = Issued.root("CN=Example Root").issue();

  @Test
  void longNamesAreShortened() {
    String longName = String.join("", Collections.nCopies(10_000, "x"));
    Issued leaf = Issued.server(longName, root).without(Extension.subjectAlternativeName).issue();

    Diagnosis diagnosis = Refused.chain(leaf).trusting(root).host("partner.example").diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.NAME_NO_SAN);
    assertThat(diagnosis.summary()).hasSizeLessThan(500).contains("CN=xxx").contains("…");
    assertThat(diagnosis.fix()).hasSizeLessThan(500);
    assertThat(diagnosis.subject()).hasSizeLessThan(250);
  }

  @Test
  void thousandsOfNamesAreCounted() {
    GeneralName[] names = new GeneralName[2_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = new GeneralName(GeneralName.dNSName, "n" + i + ".example");
    }
    Issued leaf =
        Issued.server("replaced", root)
            .without(Extension.subjectAlternativeName)
            .names(names)
            .issue();

    Diagnosis diagnosis = Refused.chain(leaf).trusting(root).host("partner.example").diagnosis();

    assertThat(diagnosis.summary())
        .isEqualTo(
            "The name asked for is partner.example, but the certificate CN=replaced (serial a) is"
                + " for n0.example, n1.example, n2.example, n3.example, n4.example and 1995"
                + " more.");
  }

  @Test
  void authoritiesThatIssueEachOtherLeadNowhere() {
    Issued first = Issued.authority("CN=First", root).issue();
    Issued second = Issued.authority("CN=Second", first).issue();
    Issued firstBySecond = Issued.authority("CN=First", second).keysOf(first).issue();
    Issued leaf = Issued.server("partner.example", second).issue();
    Issued otherRoot = Issued.root("CN=Other Root").issue();

    Diagnosis diagnosis =
        Refused.chain(leaf, second, firstBySecond)
            .trusting(otherRoot)
            .host("partner.example")
            .diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  @Test
  void everyCertificateIssuingEveryOtherIsBounded() {
    KeyPair keys = Issued.key("EC", 256);
    Issued common = Issued.root("CN=A").keys(keys).issue();
    List<X509Certificate> mesh = new ArrayList<>();
    mesh.add(Issued.server("partner.example", common).issue().certificate());
    for (int i = 0; i < 15; i++) {
      Issued other = Issued.root("CN=A").keys(Issued.key("EC", 256)).serial(i + 1).issue();
      mesh.add(Issued.authority("CN=A", common).keysOf(other).serial(i + 50).issue().certificate());
    }
    AtomicInteger asked = new AtomicInteger();
    HandshakeFailure failure =
        Refused.chain(mesh.toArray(new X509Certificate[0])).trusting(root).failure();

    assertThat(PathDiagnosis.of(failure, Refused.facts(), () -> asked.incrementAndGet() < 100_000))
        .isPresent();
    assertThat(asked.get()).isLessThan(10_000);
  }

  @Test
  void extensionsFilledWithRandomOctetsNeverThrow() {
    String[] read = {
      Extensions.AUTHORITY_KEY_IDENTIFIER,
      Extensions.AUTHORITY_INFORMATION_ACCESS,
      Extensions.CRL_DISTRIBUTION_POINTS,
      Extensions.NETSCAPE_CERTIFICATE_TYPE,
      Extensions.SUBJECT_KEY_IDENTIFIER
    };
    Random random = new Random(20_261_120);
    for (int round = 0; round < 50; round++) {
      Issued.Spec spec = Issued.server("other.example", root).withoutKeyIdentifiers();
      for (String oid : read) {
        byte[] octets = new byte[random.nextInt(40)];
        random.nextBytes(octets);
        if (octets.length > 1 && random.nextBoolean()) {
          octets[0] = 0x30;
          octets[1] = (byte) (octets.length - 2);
        }
        spec.addOctets(new ASN1ObjectIdentifier(oid), false, octets);
      }
      Issued leaf = spec.issue();
      Refused refused =
          Refused.chain(leaf)
              .trusting(root)
              .host("partner.example")
              .checkingRevocation()
              .holding(root.crl(Issued.NOW, Issued.NOW.plusSeconds(60)));

      assertThat(refused.diagnosis().cause().code()).isNotEmpty();
    }
  }

  @Test
  void randomOctetsAsAStapleNeverThrow() {
    Random random = new Random(20_261_121);
    for (int round = 0; round < 5_000; round++) {
      byte[] octets = new byte[random.nextInt(60)];
      random.nextBytes(octets);
      if (octets.length > 8) {
        octets[0] = 0x30;
        octets[1] = (byte) (octets.length - 2);
        octets[2] = 0x0A;
        octets[3] = 1;
        octets[4] = 0;
      }

      assertThat(Staple.of(octets, java.math.BigInteger.TEN).content())
          .isIn(Staple.Content.UNREADABLE, Staple.Content.ERROR);
    }
  }

  @Test
  void nothingIsLeftWhenTimeRunsOutButTheFirstPath() {
    Issued leaf =
        Issued.server("partner.example", root)
            .valid("2026-01-01T00:00:00Z", "2026-11-17T12:00:00Z")
            .issue();
    HandshakeFailure failure = Refused.chain(leaf).trusting(root).host("partner.example").failure();

    assertThat(PathDiagnosis.of(failure, Refused.facts(), () -> false))
        .map(Diagnosis::cause)
        .contains(Cause.CHAIN_EXPIRED);
  }

  @Test
  void certificateThatNoParserTook() {
    HandshakeFailure failure = Refused.chain(root).trusting(root).failure();
    Validation unparsed =
        Validation.builder(
                Collections.<X509Certificate>emptyList(),
                failure.validation().orElseThrow().trust())
            .unparsed(Collections.singletonList(io.tlswhy.evidence.Der.of(new byte[] {0x30, 0x7F})))
            .rejection(new java.security.cert.CertificateException())
            .build();

    Diagnosis diagnosis =
        PathDiagnosis.of(
                failure.toBuilder().validation(unparsed).build(), Refused.facts(), () -> true)
            .orElseThrow();

    assertThat(diagnosis.cause()).isEqualTo(Cause.CERT_MALFORMED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java cannot read 1 certificate that partner.example sent: the encoding is not what the"
                + " standard says.");
  }
}
