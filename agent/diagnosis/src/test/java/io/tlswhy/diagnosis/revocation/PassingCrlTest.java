package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.diagnosis.testpki.CrlSpec;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

class PassingCrlTest {
  private static final String CRL_URL = "http://crl.example.com/ca.crl";
  private static final Instant EARLIER = NOW.minus(Duration.ofDays(2));

  private final Authority root = Authority.root("Root");
  private final Authority ca = root.intermediate(CertificateSpec.authority("Issuing CA"));
  private final Authority other = root.intermediate(CertificateSpec.authority("Other CA"));
  private final X509Certificate leaf = ca.issue(CertificateSpec.server("a.test").crl(CRL_URL));
  private final X509Certificate neighbour = ca.issue(CertificateSpec.server("b.test"));

  private ContentVerdict passing(byte[] octets) throws IOException {
    PassingCrl list = new PassingCrl(leaf, Optional.of(ca.certificate()), List.of());
    list.read(new ByteArrayInputStream(octets));
    return list.verdict(NOW).get();
  }

  private ContentVerdict whole(byte[] octets) {
    return ContentCheck.of(LookupKind.CRL, octets, leaf, Optional.of(ca.certificate()), NOW);
  }

  private void assertSameAsWhole(CrlSpec spec, Stage.Result expected) throws IOException {
    byte[] octets = spec.revoke(neighbour, EARLIER, CRLReason.superseded).encode();

    assertThat(whole(octets).result()).isEqualTo(expected);
    assertThat(passing(octets)).isEqualTo(whole(octets));
    // By single octets, too: nothing may hang on how the stream comes.
    PassingCrl trickled = new PassingCrl(leaf, Optional.of(ca.certificate()), List.of());
    trickled.read(new Trickle(octets));
    assertThat(trickled.verdict(NOW)).contains(whole(octets));
  }

  @Test
  void itSaysWhatVerifyingTheWholeListSays() throws Exception {
    assertSameAsWhole(ca.crl(), Stage.Result.OK);
    assertSameAsWhole(ca.crl().onlyFor(CRL_URL), Stage.Result.OK);
    assertSameAsWhole(
        ca.crl().revoke(leaf, EARLIER, CRLReason.keyCompromise), Stage.Result.REVOKED);
    assertSameAsWhole(ca.crl().valid(NOW.minus(Duration.ofDays(9)), EARLIER), Stage.Result.STALE);
    assertSameAsWhole(
        ca.crl().valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9))),
        Stage.Result.STALE);
    assertSameAsWhole(other.crl(), Stage.Result.UNTRUSTED);
    assertSameAsWhole(Authority.root("Issuing CA").crl(), Stage.Result.UNTRUSTED);
    assertSameAsWhole(ca.crl().onlyAuthorities(), Stage.Result.UNTRUSTED);
    assertSameAsWhole(ca.crl().onlyFor("http://elsewhere.test/x.crl"), Stage.Result.UNTRUSTED);
    assertSameAsWhole(ca.crl().delta(), Stage.Result.UNTRUSTED);
    assertSameAsWhole(ca.crl().onlyReasons(ReasonFlags.superseded), Stage.Result.SKIPPED);
  }

  @Test
  void nothingOfOtherCertificatesIsKept() throws Exception {
    CrlSpec spec = ca.crl();
    for (int i = 0; i < 500; i++) {
      spec.revoke(ca.issue(CertificateSpec.server("c.test")), EARLIER, CRLReason.superseded);
      i += 49;
    }
    byte[] octets = spec.revoke(leaf, EARLIER, CRLReason.superseded).encode();
    byte[] only = ca.crl().revoke(leaf, EARLIER, CRLReason.superseded).encode();
    PassingCrl list = new PassingCrl(leaf, Optional.of(ca.certificate()), List.of());
    list.read(new ByteArrayInputStream(octets));

    assertThat(list.excerpt().get().list().length()).isBetween(only.length - 4, only.length + 4);
    assertThat(list.excerpt().get().verifiedWith()).contains(ca.certificate().getPublicKey());
  }

  @Test
  void aChangedOctetAnywhereIsNoticed() throws Exception {
    byte[] octets = ca.crl().revoke(neighbour, EARLIER, CRLReason.superseded).encode();
    for (int i = 0; i < octets.length; i++) {
      byte[] changed = octets.clone();
      changed[i] ^= 1;
      assertThat(passing(changed).result()).as("octet %d", i).isNotEqualTo(Stage.Result.OK);
    }
  }

  @Test
  void aListThatBreaksOffIsNeverTakenForOne() throws Exception {
    byte[] octets = ca.crl().revoke(neighbour, EARLIER, CRLReason.superseded).encode();
    for (int length = 0; length < octets.length; length++) {
      assertThat(passing(Arrays.copyOf(octets, length)).result())
          .as("%d octets", length)
          .isIn(Stage.Result.UNTRUSTED, Stage.Result.NOT_THE_RESPONDER);
    }
    assertThat(passing(Arrays.copyOf(octets, octets.length - 1)).detail())
        .isEqualTo(
            "it begins as a CRL, and is broken after "
                + entriesAndAlgorithm(octets)
                + " octets: it ends before the list does");
  }

  /** Where the signature's value begins: its BIT STRING is the last element. */
  private static int entriesAndAlgorithm(byte[] octets) {
    int at = octets.length - 1;
    while (!(octets[at] == 3 && octets[at + 1] == octets.length - at - 2 && octets[at + 2] == 0)) {
      at--;
    }
    return at;
  }

  @Test
  void aSignatureThatCannotBeReadOrFollowed() throws Exception {
    byte[] octets = ca.crl().encode();
    octets[entriesAndAlgorithm(octets) + 2] = 9;

    assertThat(passing(octets).detail())
        .isEqualTo(
            "it begins as a CRL, and is broken after "
                + octets.length
                + " octets: an unreadable element");
    assertThat(
            new PassingSignature(
                    new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")), Set.of())
                .unverified())
        .isEqualTo("its signature (1.3.101.112) cannot be verified without keeping the whole list");
  }

  @Test
  void whatIsBehindTheListIsNotRead() throws Exception {
    byte[] octets = ca.crl().encode();
    InputStream more = new ByteArrayInputStream(new byte[1 << 20]);
    PassingCrl list = new PassingCrl(leaf, Optional.of(ca.certificate()), List.of());
    list.read(new SequenceInputStream(new ByteArrayInputStream(octets), more));

    assertThat(list.verdict(NOW).get().result()).isEqualTo(Stage.Result.OK);
    assertThat(more.available()).isEqualTo(1 << 20);
  }

  @Test
  void lengthsThatNoListHasAreRefused() throws Exception {
    byte[] indefinite = ca.crl().encode();
    indefinite[1] = (byte) 0x80;

    assertNoList(indefinite);
    assertNoList(new byte[] {0x30, (byte) 0x86, 1, 1, 1, 1, 1, 1, 0x30});
    assertNoList(
        new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 0x30, (byte) 0x85, 1, 0, 0, 0, 0});
    assertNoList(new byte[] {0x30, (byte) 0x81, 5, 0x30, 3, 2, 1, 1});
    assertNoList(new byte[] {0x30, (byte) 0x82, 0, (byte) 0x90, 0x30, 3, 2, 1, 1});
    byte[] nested = new byte[1 << 16];
    Arrays.fill(nested, (byte) 0x30);
    assertNoList(nested);
    assertNoList(new byte[0]);
  }

  private void assertNoList(byte[] octets) throws IOException {
    assertThat(passing(octets))
        .isEqualTo(
            ContentVerdict.of(Stage.Result.NOT_THE_RESPONDER, "a large answer that is no CRL"));
  }

  @Test
  void whatTheStreamThrowsIsThrown() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    PassingCrl list = new PassingCrl(leaf, Optional.of(ca.certificate()), List.of());

    assertThatThrownBy(() -> list.read(failing)).hasMessage("reset");
    assertThat(list.verdict(NOW)).isEmpty();
  }

  @Test
  void anExcerptSaysNothingOfAnotherCertificate() throws Exception {
    PassingCrl list = new PassingCrl(leaf, Optional.of(ca.certificate()), List.of());
    list.read(
        new ByteArrayInputStream(
            ca.crl().revoke(neighbour, EARLIER, CRLReason.superseded).encode()));

    ContentVerdict verdict =
        CrlVerification.of(
            list.excerpt().get(), neighbour, Optional.of(ca.certificate()), List.of(), NOW);
    assertThat(verdict)
        .isEqualTo(
            ContentVerdict.of(
                Stage.Result.SKIPPED,
                "the list is too large to be kept, and was read for another certificate"));
  }

  /** A stream that gives one octet at a time. */
  private static final class Trickle extends ByteArrayInputStream {
    Trickle(byte[] octets) {
      super(octets);
    }

    @Override
    public synchronized int read(byte[] octets, int offset, int length) {
      return super.read(octets, offset, Math.min(1, length));
    }
  }

  @Test
  void anIndirectListIsVerifiedWithItsOwnIssuersKey() throws Exception {
    X509Certificate named =
        ca.issue(CertificateSpec.server("partner.test").crl(CRL_URL).crlIssuer("Other CA"));
    byte[] octets =
        other
            .crl()
            .indirect()
            .revokeOf(ca, named, EARLIER)
            .revokeOf(other, neighbour, EARLIER)
            .encode();
    PassingCrl list =
        new PassingCrl(named, Optional.of(ca.certificate()), List.of(other.certificate()));
    list.read(new ByteArrayInputStream(octets));

    assertThat(list.verdict(NOW).get().result()).isEqualTo(Stage.Result.REVOKED);
    PassingCrl ofNeighbour =
        new PassingCrl(leaf, Optional.of(ca.certificate()), List.of(other.certificate()));
    ofNeighbour.read(new ByteArrayInputStream(octets));
    assertThat(ofNeighbour.verdict(NOW).get().result()).isEqualTo(Stage.Result.UNTRUSTED);
  }

  @Test
  void anEntrySpeaksOfTheIssuerThatTheNearestBeforeItNames() throws Exception {
    X509Certificate named =
        ca.issue(CertificateSpec.server("partner.test").crl(CRL_URL).crlIssuer("Other CA"));
    byte[] inherited =
        other
            .crl()
            .indirect()
            .revokeOf(ca, neighbour, EARLIER)
            .revoke(named, EARLIER, CRLReason.superseded)
            .encode();
    byte[] ofAnother =
        other
            .crl()
            .indirect()
            .revokeOf(root, neighbour, EARLIER)
            .revoke(named, EARLIER, CRLReason.superseded)
            .encode();

    assertThat(indirect(named, inherited).result()).isEqualTo(Stage.Result.REVOKED);
    assertThat(indirect(named, ofAnother).result()).isEqualTo(Stage.Result.OK);
  }

  private ContentVerdict indirect(X509Certificate named, byte[] octets) throws IOException {
    List<X509Certificate> signers = List.of(other.certificate());
    PassingCrl list = new PassingCrl(named, Optional.of(ca.certificate()), signers);
    list.read(new ByteArrayInputStream(octets));
    assertThat(list.verdict(NOW))
        .contains(
            ContentCheck.of(
                LookupKind.CRL, octets, named, Optional.of(ca.certificate()), signers, NOW));
    return list.verdict(NOW).get();
  }
}
