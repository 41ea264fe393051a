package io.tlswhy.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs in which the lines of several programs or threads stand between each other. */
class MixedLogsTest {
  private static final List<String> EXPIRED =
      List.of(
          "javax.net.ssl.SSLHandshakeException: PKIX path validation failed:"
              + " java.security.cert.CertPathValidatorException: validity check failed",
          "\tat sun.security.ssl.Alert.createSSLException(Alert.java:131)",
          "Caused by: java.security.cert.CertificateExpiredException: NotAfter: Fri Jan 01"
              + " 00:00:00 UTC 2021",
          "\t... 12 more");
  private static final List<String> NOT_MATCHING =
      List.of(
          "javax.net.ssl.SSLHandshakeException: No name matching a.test found",
          "\tat sun.security.ssl.Alert.createSSLException(Alert.java:131)",
          "Caused by: java.security.cert.CertificateException: No name matching a.test found",
          "\t... 12 more");

  @Test
  void journaldsUnitsAreKeptApartAndEachHasItsCountAndSpan() {
    String log =
        mixed("Nov 20 10:00:01 node1 pay[311]: ", "Nov 20 10:00:02 node1 stock[312]: ")
            + "Nov 20 10:00:03 node1 pay[311]: 10:00:03 INFO trying again\n"
            + mixed("Nov 20 10:05:01 node1 pay[311]: ", "Nov 20 10:07:02 node1 stock[312]: ");

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings))
        .containsExactly("chain.expired×2@1-16", "name.mismatch×2@2-17");
    assertThat(span(findings.get(0))).isEqualTo("Nov 20 10:00:01 to Nov 20 10:05:01");
    assertThat(span(findings.get(1))).isEqualTo("Nov 20 10:00:02 to Nov 20 10:07:02");
  }

  @Test
  void theStreamsOfAContainersFileAreKeptApart() {
    String log =
        mixed("2024-03-01T10:00:01.500Z stdout F ", "2024-03-01T10:00:02.500Z stderr F ")
            + "2024-03-01T10:00:03.500Z stdout F 10:00:03 INFO trying again\n"
            + "2024-03-01T10:00:03.600Z stderr F 10:00:03 INFO trying again\n"
            + mixed("2024-03-01T10:05:01.500Z stdout F ", "2024-03-01T10:07:02.500Z stderr F ");

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings))
        .containsExactly("chain.expired×2@1-17", "name.mismatch×2@2-18");
    assertThat(span(findings.get(0)))
        .isEqualTo("2024-03-01T10:00:01.500Z to 2024-03-01T10:05:01.500Z");
  }

  @Test
  void thePodsOfKubectlAreKeptApart() {
    List<Finding> findings =
        Logs.read(mixed("[pod/pay-7d9f/app] ", "[pod/stock-66c4/app] ").repeat(2));

    assertThat(Logs.outline(findings))
        .containsExactly("chain.expired×2@1-15", "name.mismatch×2@2-16");
  }

  @Test
  void theThreadsOfADebugLogAreKeptApart() {
    String log =
        record("http-1", "10:00:01.000", "DEBUG", "Produced ClientHello handshake message", "x")
            + record(
                "http-2", "10:00:01.100", "DEBUG", "Produced ClientHello handshake message", "")
            + record("http-1", "10:00:01.200", "DEBUG", "Consuming CertificateRequest", "RSA")
            + record("http-1", "10:00:01.300", "DEBUG", "No available client certificate", "")
            + record(
                "http-2",
                "10:00:01.400",
                "ERROR",
                "Fatal (PROTOCOL_VERSION): Received fatal alert: protocol_version",
                "javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version")
            + record(
                "http-1",
                "10:00:01.500",
                "ERROR",
                "Fatal (HANDSHAKE_FAILURE): Received fatal alert: handshake_failure",
                "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure");

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings))
        .containsExactly("client-auth.missing×1@1-18", "protocol.version×1@4-15");
    assertThat(findings.get(0).firstTime()).isEqualTo("2024-03-01 10:00:01.000");
    assertThat(findings.get(1).firstTime()).isEqualTo("2024-03-01 10:00:01.100");
  }

  /** Two stack traces whose lines alternate. */
  private static String mixed(String one, String other) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < EXPIRED.size(); i++) {
      log.append(one).append(EXPIRED.get(i)).append('\n');
      log.append(other).append(NOT_MATCHING.get(i)).append('\n');
    }
    return log.toString();
  }

  /** A record of {@code javax.net.debug}, of three lines. */
  private static String record(
      String thread, String time, String level, String message, String inside) {
    return String.format(
        "javax.net.ssl|%s|10|%s|2024-03-01 %s UTC|X.java:1|%s (\n  %s\n)\n",
        level, thread, time, message, inside);
  }

  private static String span(Finding finding) {
    return finding.firstTime() + " to " + finding.lastTime();
  }
}
