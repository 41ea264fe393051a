package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** What is different from the last good handshake, word for word. */
class LastGoodComparisonTest {
  private static final Instant BEFORE = Instant.parse("2026-11-19T08:00:00Z");
  private static final String DIFFERENT =
      "Different from the last good handshake, 2026-11-19 08:00:00 UTC:";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued leaf =
      Issued.server("partner.example", root)
          .serial(0x2a)
          .add(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  AccessDescription.id_ad_ocsp,
                  new GeneralName(GeneralName.uniformResourceIdentifier, "http://ocsp.example/")))
          .issue();
  private final int key = Arrays.hashCode(leaf.certificate().getPublicKey().getEncoded());

  private static LastGoodChain before(String address, String serial, List<String> pointers) {
    return LastGoodChain.of(
        BEFORE,
        address,
        "CN=partner.example",
        "CN=Example Root",
        serial,
        Instant.parse("2027-06-01T00:00:00Z"),
        pointers,
        1);
  }

  private static LastGoodChain same() {
    return before("192.0.2.1", "2a", List.of("http://ocsp.example/"));
  }

  private List<String> lines(LastGoodChain before) {
    return lines(before, Examined.of(leaf).validation());
  }

  private static List<String> lines(LastGoodChain before, Validation validation) {
    HandshakeFailure failure =
        HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, Role.CLIENT, Issued.NOW)
            .peer(Peer.of("partner.example", 443, "192.0.2.1"))
            .lastGood(before)
            .build();
    return LastGoodComparison.lines(failure, validation);
  }

  @Test
  void nothing() {
    assertThat(lines(same()))
        .containsExactly(
            "Nothing in the certificate is different from the last good handshake, 2026-11-19"
                + " 08:00:00 UTC.");
  }

  @Test
  void addressesAndPointers() {
    assertThat(lines(before("192.0.2.9", "2a", List.of())))
        .containsExactly(
            DIFFERENT,
            "New revocation address: http://ocsp.example/.",
            "The address of the peer is 192.0.2.1; it was 192.0.2.9.");
    assertThat(lines(before("192.0.2.1", "2a", List.of("http://old.example/"))))
        .containsExactly(
            DIFFERENT,
            "New revocation address: http://ocsp.example/; before: http://old.example/.");
  }

  @Test
  void keys() {
    LastGoodChain renewed = before("192.0.2.1", "29", List.of("http://ocsp.example/"));

    assertThat(lines(renewed.with(key, Duration.ZERO)))
        .containsExactly(
            DIFFERENT,
            "The serial number is 2a; it was 29.",
            "The public key is the same: the certificate was renewed for it.");
    assertThat(lines(renewed.with(key + 1, Duration.ZERO)))
        .containsExactly(
            DIFFERENT, "The serial number is 2a; it was 29.", "The public key is another one.");
  }

  @Test
  void trustStoreOnDisk() {
    Validation changed =
        Examined.of(leaf)
            .origin(
                TrustStoreOrigin.builder(TrustStoreOrigin.Source.PROPERTY)
                    .path("/etc/app/trust.p12")
                    .changed(Instant.parse("2026-11-20T07:30:00Z"))
                    .build())
            .validation();

    assertThat(lines(same(), changed))
        .containsExactly(
            DIFFERENT,
            "The trust store /etc/app/trust.p12 was changed on disk at 2026-11-20 07:30:00 UTC, after"
                + " that handshake.");
  }

  @Test
  void clock() {
    assertThat(lines(same().with(0, Duration.ofHours(-2))))
        .containsExactly(DIFFERENT, "This machine's clock was set back by 2 hours.");
    assertThat(lines(same().with(0, Duration.ofMinutes(1))))
        .containsExactly(
            DIFFERENT,
            "This machine's clock was set forward by 1 minute, or the machine slept that long.");
  }
}
