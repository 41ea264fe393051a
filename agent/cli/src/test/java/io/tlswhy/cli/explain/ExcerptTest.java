package io.tlswhy.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String FILLER = "2024-03-01 10:00:00 INFO nothing to see here\n";

  private static final String LOOKUP_REFUSED =
      "2024-03-01 10:00:00 INFO Asking http://status.ca.test/ by OCSP\n"
          + "2024-03-01 10:00:00 INFO One moment\n"
          + "2024-03-01 10:00:01 ERROR call to https://pay.test failed\n"
          + "java.net.ConnectException: Connection refused\n";

  @Test
  void whatALineOfAFewTellsOfTheSurroundingsHoldsForTheOthers() {
    assertThat(Logs.outline(Logs.read(LOOKUP_REFUSED))).containsExactly("revocation.blocked×1@4-4");
  }

  @Test
  void inAWholeLogALineSpeaksForItself() {
    assertThat(Logs.outline(Logs.read(LOOKUP_REFUSED + FILLER.repeat(40))))
        .containsExactly("network.refused×1@4-4");
  }

  @Test
  void theStatusRequestOfADebugLogsHelloIsNoLookup() {
    String log =
        "javax.net.ssl|DEBUG|10|main|2024-03-01 10:00:01.000 UTC|ClientHello.java:641|Produced"
            + " ClientHello handshake message (\n"
            + "    \"status_request (5)\": {\n"
            + "      \"certificate status type\": ocsp\n"
            + "    },\n"
            + ")\n"
            + "java.net.SocketTimeoutException: Read timed out\n"
            + "\tat java.net.SocketInputStream.read(SocketInputStream.java:150)\n";

    assertThat(Logs.codes(Logs.read(log).get(0))).startsWith("network.timeout");
  }

  @Test
  void aFewLinesThatNoRuleKnowsAreJudgedByTheirWords() {
    List<Finding> findings = Logs.read("Loading it\nThe keystore has no entry 'peer': error\n");

    assertThat(Logs.outline(findings)).containsExactly("client-auth.key×1@1-2");
    assertThat(findings.get(0).diagnosis().summary())
        .isEqualTo("The text speaks of a key or key store that could not be used.");
    assertThat(findings.get(0).diagnosis().confidence().word()).isEqualTo("possible");
  }

  @Test
  void inAWholeLogWordsAreNoFailure() {
    String words = "The keystore has no entry 'peer': error\n";

    assertThat(Logs.read(words + FILLER.repeat(40))).isEmpty();
  }

  @Test
  void aLineOfManyPiecesIsNoShortText() {
    String words = "The keystore has no entry 'peer': error ";

    assertThat(Logs.read(words)).hasSize(1);
    assertThat(Logs.read(words + "x".repeat(41 * LogScanner.LONGEST))).isEmpty();
  }

  @Test
  void aFewLinesThatTellOfNoFailureHaveNoFinding() {
    assertThat(
            Logs.read("Started HTTPS on port 443 with TLSv1.3\nGET https://a.test/ not modified\n"))
        .isEmpty();
  }

  @Test
  void aDebugLogThatEndsBeforeTheAnswerTellsThatNoCertificateWasSent() {
    Finding finding =
        Logs.read(
                "*** CertificateRequest\n*** ServerHelloDone\n"
                    + "Warning: no suitable certificate found - continuing without client"
                    + " authentication\n*** Certificate chain\n<Empty>\n***\n")
            .get(0);

    assertThat(finding.diagnosis().summary())
        .isEqualTo(
            "The peer asked for a client certificate, and this side had none that fits; the text"
                + " does not show what followed.");
  }

  @Test
  void theSameLineInAHandshakeThatGoesOnIsNoFailure() {
    assertThat(
            Logs.read(
                "Warning: no suitable certificate found - continuing without client"
                    + " authentication\n"
                    + FILLER.repeat(40)))
        .isEmpty();
  }
}
