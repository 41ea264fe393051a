package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said of dates, signatures and distrusted authorities, word for word. */
class ChainSentencesTest {
  private static final String ANOTHER_AUTHORITY =
      "Let the operator of partner.example get its certificate from another certification"
          + " authority.";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued ca =
      Issued.authority("CN=Example CA", root)
          .serial(0x0c)
          .valid("2025-01-01T00:00:00Z", "2026-11-20T11:00:00Z")
          .issue();
  private final Issued leaf =
      Issued.server("partner.example", ca)
          .valid("2026-11-01T00:00:00Z", "2026-11-17T12:00:00Z")
          .issue();
  private final Examination examination = Examined.of(leaf, ca).by(root).now();

  private static void assertFault(Fault fault, Cause cause, String summary, String fix) {
    assertThat(fault.summary()).isEqualTo(summary);
    assertThat(fault.fix()).isEqualTo(fix);
    assertThat(fault.cause()).isEqualTo(cause);
  }

  @Test
  void expired() {
    assertFault(
        ChainSentences.expired(examination, 0),
        Cause.CHAIN_EXPIRED,
        "The certificate CN=partner.example (serial a) of partner.example expired on 2026-11-17"
            + " 12:00:00 UTC, 3 days before this validation.",
        "Renew the certificate on partner.example and have it load the new one.");
    assertFault(
        ChainSentences.expired(examination, 1),
        Cause.CHAIN_EXPIRED_CA,
        "The CA certificate CN=Example CA (serial c), which leads to CN=Example Root, expired on"
            + " 2026-11-20 11:00:00 UTC, 1 hour before this validation.",
        "Let the operator of partner.example replace CN=Example CA in the chain that it sends by the"
            + " one that its certification authority offers now.");
  }

  @Test
  void notYetValid() {
    Issued early =
        Issued.server("partner.example", ca)
            .valid("2026-11-20T12:00:01Z", "2027-11-17T12:00:00Z")
            .issue();

    assertFault(
        ChainSentences.notYetValid(Examined.of(early, ca).by(root).now(), 0),
        Cause.CHAIN_NOT_YET_VALID,
        "The certificate CN=partner.example (serial a) is valid only from 2026-11-20 12:00:01 UTC, 1"
            + " second after the time of this validation, 2026-11-20 12:00:00 UTC.",
        "Compare this machine's clock with a time server; if it is right, partner.example must use"
            + " its earlier certificate until then.");
  }

  @Test
  void signatures() {
    String fix =
        "Let the operator of partner.example send the certificates as its certification authority"
            + " issued them, with the issuer's certificate that belongs to them.";

    assertFault(
        ChainSentences.badSignature(examination, 0),
        Cause.CERT_BAD_SIGNATURE,
        "The signature of CN=partner.example (serial a) does not verify with the key of CN=Example CA"
            + " (serial c): the certificate was changed, or another key issued it.",
        fix);
    assertFault(
        ChainSentences.badSignature(Examined.of(leaf).now(), 0),
        Cause.CERT_BAD_SIGNATURE,
        "The signature of CN=partner.example (serial a) does not verify with the key of its issuer:"
            + " the certificate was changed, or another key issued it.",
        fix);
  }

  @Test
  void distrusted() {
    assertFault(
        ChainSentences.distrusted(
            examination,
            "jdk.security.caDistrustPolicies=ENTRUST_TLS",
            "Entrust",
            Instant.parse("2024-11-12T00:00:00Z")),
        Cause.CHAIN_DISTRUSTED_CA,
        "The certificate CN=partner.example (serial a) was issued on 2026-11-01 00:00:00 UTC under"
            + " the Entrust root CN=Example Root, from which Java accepts no server certificate"
            + " issued since 2024-11-12 00:00:00 UTC (jdk.security.caDistrustPolicies=ENTRUST_TLS).",
        ANOTHER_AUTHORITY);
    assertFault(
        ChainSentences.blocked(examination, 1),
        Cause.CHAIN_DISTRUSTED_CA,
        "The CA certificate CN=Example CA (serial c) is on the list of certificates that Java never"
            + " accepts (blocked.certs): its key was misused.",
        ANOTHER_AUTHORITY);
  }

  @Test
  void whatIsNotTheMatter() {
    assertThat(ChainSentences.pathPasses(examination))
        .isEqualTo("The chain to CN=Example Root is not the matter: validated again, it passes.");
    assertThat(ChainSentences.REVOCATION_OFF)
        .isEqualTo("Revocation is not the matter: it is not checked here.");
  }
}
