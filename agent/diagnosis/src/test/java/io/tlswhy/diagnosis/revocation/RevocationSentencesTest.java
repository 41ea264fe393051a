package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the revocation family says is wrong, word for word. */
class RevocationSentencesTest {
  private static final Pointer CRL =
      Pointer.of(LookupKind.CRL, URI.create("http://crl.example.com/ca.crl"));
  private static final Pointer OCSP =
      Pointer.of(LookupKind.OCSP, URI.create("http://ocsp.example.com/"));
  private static final String SO = ", so Java cannot tell whether that certificate is revoked.";

  private final Story story = Story.withEverything();
  private final Need need = Need.of(0, story.leaf, Optional.empty(), List.of(OCSP, CRL));
  private final Need ofAuthority =
      Need.of(1, story.ca.certificate(), Optional.empty(), List.of(CRL));

  private String summary(Cause cause, Pointer pointer, String happened) {
    return RevocationSentences.summary(Obstacle.builder(cause, need, pointer, happened).build());
  }

  @Test
  void obstacles() {
    assertThat(
            summary(
                Cause.REVOCATION_BLOCKED, OCSP, "ocsp.example.com port 80 refused the connection"))
        .isEqualTo(
            "The OCSP responder http://ocsp.example.com/ of CN=partner.test cannot be asked:"
                + " ocsp.example.com port 80 refused the connection"
                + SO);
    assertThat(
            summary(
                Cause.REVOCATION_BLOCKED, CRL, "crl.example.com port 80 refused the connection"))
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched:"
                + " crl.example.com port 80 refused the connection"
                + SO);
    assertThat(
            summary(
                Cause.REVOCATION_SLOW,
                CRL,
                "crl.example.com port 80 needs 3.4 s to answer, and this JVM waits 2 s"))
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test answers too late:"
                + " crl.example.com port 80 needs 3.4 s to answer, and this JVM waits 2 s"
                + SO);
    assertThat(summary(Cause.REVOCATION_UNKNOWN, OCSP, "the responder does not know it"))
        .isEqualTo(
            "The answer of the OCSP responder http://ocsp.example.com/ for CN=partner.test is of no"
                + " use: the responder does not know it"
                + SO);
    assertThat(
            RevocationSentences.summary(
                Obstacle.builder(
                        Cause.REVOCATION_PROXY_REQUIRED,
                        need,
                        CRL,
                        "there is no route to crl.example.com port 80, or a firewall forbids it")
                    .workingWay(Optional.of("proxy.corp:3128"))
                    .build()))
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched: there is no"
                + " route to crl.example.com port 80, or a firewall forbids it, but it answers"
                + " through the proxy proxy.corp:3128, which this JVM does not use for it"
                + SO);
  }

  @Test
  void revoked() {
    String serial = story.leaf.getSerialNumber().toString(16);

    assertThat(
            RevocationSentences.revoked(need, Optional.of(OCSP), Optional.of(NOW), "keyCompromise"))
        .isEqualTo(
            "The certificate CN=partner.test (serial number "
                + serial
                + ") issued by CN=Issuing CA was revoked at 2026-11-20T12:00:00Z (reason"
                + " keyCompromise), as the OCSP responder http://ocsp.example.com/ says.");
    assertThat(RevocationSentences.revoked(ofAuthority, Optional.empty(), Optional.empty(), ""))
        .isEqualTo(
            "The CA certificate CN=Issuing CA (serial number "
                + story.ca.certificate().getSerialNumber().toString(16)
                + ") issued by CN=Root was revoked.");
  }

  @Test
  void nothingToAsk() {
    URI none = URI.create("ldap:///CN=CA,CN=CDP");

    assertThat(RevocationSentences.noPointer(need, List.of()))
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but that certificate does not say"
                + " where its status is to be had.");
    assertThat(
            RevocationSentences.noPointer(
                need,
                List.of(
                    RevocationSentences.offeredCrl(CRL.url()),
                    RevocationSentences.offeredCrl(URI.create("ldaps://ldap.example.com/CN=CA")))))
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but by its settings may use none of"
                + " the ways that the certificate offers (CRL http://crl.example.com/ca.crl, CRL"
                + " ldaps://ldap.example.com/CN=CA, a protocol that Java lacks).");
    assertThat(
            RevocationSentences.noPointer(
                need, List.of(RevocationSentences.offeredCrlOfNoHost(none))))
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but by its settings may use none of"
                + " the ways that the certificate offers (CRL ldap:///CN=CA,CN=CDP, which names no"
                + " host: members of the Windows domain know it, and Java asks port 389 of its own"
                + " machine).");
    assertThat(
            RevocationSentences.directoryNotSeen(
                need, Pointer.of(LookupKind.CRL, URI.create("ldap://ldap.example.com/CN=CA"))))
        .isEqualTo(
            "Java cannot tell whether CN=partner.test is revoked: it got nothing of use from the CRL"
                + " ldap://ldap.example.com/CN=CA.");
  }

  @Test
  void whatTheNextHandshakeWillDo() {
    Peer peer = Peer.of("partner.test", 443, "");

    assertThat(RevocationSentences.foreseen(peer, false))
        .isEqualTo(" The next handshake with partner.test port 443 that asks for it will fail.");
    assertThat(RevocationSentences.foreseen(peer, true))
        .isEqualTo(" The next handshake with partner.test port 443 that asks for it will be late.");
  }

  @Test
  void whatTheJvmRemembers() {
    Lookup.Builder lookup =
        Story.lookupOf(LookupKind.CRL, Story.CRL_URL, story.leaf)
            .outcome(Lookup.Outcome.REMEMBERED_FAILURE);

    assertThat(RevocationSentences.remembered(lookup.build()))
        .isEqualTo(" (Java did not ask again: for 30 s it repeats an earlier failure.)");
    assertThat(RevocationSentences.remembered(lookup.firstFailure(NOW).build()))
        .isEqualTo(
            " (Java did not ask again: for 30 s it repeats an earlier failure, here that of"
                + " 2026-11-20T12:00:00Z.)");
  }

  private String late(Lookup lookup, Optional<String> happened) {
    return RevocationSentences.late(story.failure(), lookup, CRL, happened);
  }

  @Test
  void lateHandshakes() {
    Lookup.Builder lookup =
        Story.lookupOf(LookupKind.CRL, Story.CRL_URL, story.leaf).took(Duration.ofSeconds(3));

    assertThat(late(lookup.outcome(Lookup.Outcome.IN_PROGRESS).build(), Optional.empty()))
        .isEqualTo(
            "The TLS handshake with partner.test port 443 has been waiting 3 s for the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread worker-1):"
                + " crl.example.com port 80 has not answered yet.");
    assertThat(
            late(
                lookup.outcome(Lookup.Outcome.FAILED).thread("io-2").build(),
                Optional.of("crl.example.com port 80 did not accept a connection within 3 s")))
        .isEqualTo(
            "The TLS handshake with partner.test port 443 was late: 3 s went into the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread io-2): crl.example.com"
                + " port 80 did not accept a connection within 3 s.");
    assertThat(
            late(
                lookup
                    .outcome(Lookup.Outcome.ANSWERED)
                    .took(Duration.ofMillis(2))
                    .waited(Duration.ofSeconds(4))
                    .build(),
                Optional.empty()))
        .isEqualTo(
            "The TLS handshake with partner.test port 443 was late: 4 s went into the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread io-2), 4 s of it for"
                + " another thread's look-up of the same.");
  }
}
