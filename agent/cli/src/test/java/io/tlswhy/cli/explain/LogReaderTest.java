package io.tlswhy.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LogReaderTest {
  private static final String TRACE =
      "javax.net.ssl.SSLHandshakeException: PKIX path validation failed:"
          + " java.security.cert.CertPathValidatorException: validity check failed\n"
          + "\tat sun.security.ssl.Alert.createSSLException(Alert.java:131)\n"
          + "\tat sun.security.ssl.TransportContext.fatal(TransportContext.java:331)\n"
          + "Caused by: java.security.cert.CertificateExpiredException: NotAfter: Fri Jan 01"
          + " 00:00:00 UTC 2021\n"
          + "\tat sun.security.x509.CertificateValidity.valid(CertificateValidity.java:274)\n"
          + "\t... 12 more\n";

  @Test
  void logbackRecordsOfTheSameFailureAreOneFindingWithCountAndSpan() {
    String log =
        "2024-03-01T10:00:00.000Z INFO [main] a.B - started\n"
            + "2024-03-01T10:00:01.000Z ERROR [http-1] a.B - call to https://pay.example.org failed\n"
            + TRACE
            + "2024-03-01T10:00:02.000Z INFO [main] a.B - still here\n"
            + "2024-03-01T10:05:01.000Z ERROR [http-2] a.B - call to https://pay.example.org failed\n"
            + TRACE;

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings)).containsExactly("chain.expired×2@3-16");
    assertThat(findings.get(0).host()).isEqualTo("pay.example.org");
    assertThat(findings.get(0).firstTime()).isEqualTo("2024-03-01T10:00:01.000Z");
    assertThat(findings.get(0).lastTime()).isEqualTo("2024-03-01T10:05:01.000Z");
    assertThat(findings.get(0).diagnosis().summary())
        .isEqualTo(
            "A certificate in the chain of pay.example.org has expired: it was valid until"
                + " Fri Jan 01 00:00:00 UTC 2021.");
  }

  @Test
  void javaUtilLoggingsTwoLineRecordsStayTogether() {
    String log =
        "Nov 20, 2026 2:22:37 PM a.B call\n"
            + "SEVERE: call to https://pay.example.org failed\n"
            + TRACE
            + "Nov 20, 2026 2:22:38 PM a.B call\n"
            + "INFO: done\n";

    assertThat(Logs.outline(Logs.read(log))).containsExactly("chain.expired×1@3-8");
  }

  @Test
  void containersMixedInOneFileAreKeptApart() {
    String log =
        "kafka1 | javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version\n"
            + "kafka2 | javax.net.ssl.SSLHandshakeException: Empty client certificate chain\n"
            + "kafka1 | \tat sun.security.ssl.Alert.createSSLException(Alert.java:131)\n"
            + "kafka2 | \tat sun.security.ssl.Alert.createSSLException(Alert.java:131)\n";

    assertThat(Logs.outline(Logs.read(log)))
        .containsExactly("protocol.version×1@1-3", "client-auth.missing×1@2-4");
  }

  @Test
  void kubernetesPrefixesAreTakenOffAndTheirTimeCounts() {
    String log = TRACE.replaceAll("(?m)^(?=.)", "2024-03-01T10:00:01.123456789Z stderr F ");

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings)).containsExactly("chain.expired×1@1-6");
    assertThat(findings.get(0).firstTime()).isEqualTo("2024-03-01T10:00:01.123456789Z");
  }

  @Test
  void theTimeOfJavaUtilLoggingStandsTwoLinesBefore() {
    String log =
        "started\nNov 20, 2026 10:00:00 AM com.example.Client call\nSEVERE: failed\n" + TRACE;

    assertThat(Logs.read(log).get(0).firstTime()).isEqualTo("Nov 20, 2026 10:00:00");
  }

  @Test
  void theTimeMayStandBehindLevelAndThread() {
    assertThat(Logs.read("ERROR [main] 20 Nov 2026 10:00:00,123 Client - x\n" + TRACE).get(0))
        .extracting(Finding::firstTime)
        .isEqualTo("20 Nov 2026 10:00:00,123");
  }

  @Test
  void anExceptionInPartsOfAJsonRecordIsOneLine() {
    String log =
        "{\"instant\":{\"epochSecond\":1795168800,\"nanoOfSecond\":1},\"level\":\"ERROR\","
            + "\"message\":\"failed\",\"thrown\":{\"localizedMessage\":\"Received fatal alert:"
            + " unknown_ca\",\"name\":\"javax.net.ssl.SSLHandshakeException\","
            + "\"extendedStackTrace\":[{\"class\":\"a.B\",\"line\":1}]}}\n";

    Finding finding = Logs.read(log).get(0);

    assertThat(finding.exception())
        .contains("javax.net.ssl.SSLHandshakeException: Received fatal alert: unknown_ca");
    assertThat(finding.firstTime()).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void aStackTraceMayBeAListInJson() {
    String log =
        "{\"message\":\"failed\",\"stacktrace\":[\"javax.net.ssl.SSLException: Received fatal alert:"
            + " protocol_version\",\"at a.B.c(B.java:1)\"]}\n";

    assertThat(Logs.read(log).get(0).exception())
        .contains("javax.net.ssl.SSLException: Received fatal alert: protocol_version");
  }

  @Test
  void whatStandsBeforeABrokenArchiveEndsIsFound() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(TRACE.getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 8);
    LogReader reader = new LogReader();

    assertThatThrownBy(() -> reader.read("x.gz", new ByteArrayInputStream(cut)))
        .isInstanceOf(EOFException.class);
    assertThat(Logs.outline(reader.findings())).containsExactly("chain.expired×1@1-6");
  }

  @Test
  void theAgentsExceptionAndItsRecordAreOneFindingAndItsEndIsNone() {
    String log =
        "2026-11-20 10:00:00 ERROR a - failed\njavax.net.ssl.SSLHandshakeException: x |"
            + " tlswhy[chain.expired] It expired. Fix: Renew it. (likely, incident 7f3a12c09e)\n"
            + "2026-11-20 10:00:01 WARN tlswhy - tlswhy[chain.expired] It expired yesterday."
            + " (proved, incident 7f3a12c09e)\n  Fix             Renew it.\n"
            + "2026-11-20 10:09:00 WARN tlswhy - tlswhy[chain.expired] Over after 9 min and 1"
            + " failure: a.test works again. It was: It expired. (incident 7f3a12c09e)\n";

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings)).containsExactly("chain.expired×1@2-2");
    assertThat(findings.get(0).diagnosis().fix()).isEqualTo("Renew it.");
  }

  @Test
  void theAgentsCodeAloneIsGivenBack() {
    Finding finding =
        Logs.read("javax.net.ssl.SSLException: x | tlswhy[name.sni] (incident 7f3a12c09e)\n")
            .get(0);

    assertThat(finding.diagnosis().cause().code()).isEqualTo("name.sni");
    assertThat(finding.diagnosis().summary())
        .isEqualTo(
            "The agent named this cause; its log record of incident 7f3a12c09e tells the rest.");
  }

  @Test
  void aJsonLineIsARecordOfItsOwn() {
    String log =
        "{\"@timestamp\":\"2024-03-01T10:00:01Z\",\"level\":\"ERROR\",\"message\":\"call to"
            + " https://pay.example.org failed\",\"stack_trace\":\""
            + TRACE.replace("\n", "\\n").replace("\t", "\\t")
            + "\"}\n";

    List<Finding> findings = Logs.read(log + log);

    assertThat(Logs.outline(findings)).containsExactly("chain.expired×2@1-2");
    assertThat(findings.get(0).host()).isEqualTo("pay.example.org");
    assertThat(findings.get(0).firstTime()).isEqualTo("2024-03-01T10:00:01Z");
  }

  @Test
  void dockersJsonFilesHoldALineEach() {
    StringBuilder log = new StringBuilder();
    for (String line : TRACE.split("\n")) {
      log.append("{\"log\":\"")
          .append(line.replace("\t", "\\t"))
          .append("\\n\",\"stream\":\"stderr\",\"time\":\"2024-03-01T10:00:01Z\"}\n");
    }

    assertThat(Logs.outline(Logs.read(log.toString()))).containsExactly("chain.expired×1@1-6");
  }

  @Test
  void aDebugLogAndTheTraceThatFollowsItCountOnce() {
    String log =
        "javax.net.ssl|DEBUG|10|http-1|2024-03-01 10:00:01.000 UTC|ClientHello.java:641|Produced"
            + " ClientHello handshake message (\n"
            + "\"ClientHello\": {\n"
            + "  \"client version\"      : \"TLSv1.2\",\n"
            + "}\n"
            + ")\n"
            + "javax.net.ssl|ERROR|10|http-1|2024-03-01 10:00:01.100"
            + " UTC|TransportContext.java:341|Fatal (HANDSHAKE_FAILURE): Received fatal alert:"
            + " handshake_failure (\n"
            + "\"throwable\" : {\n"
            + "  javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure\n"
            + "  \tat sun.security.ssl.Alert.createSSLException(Alert.java:131)}\n"
            + "\n"
            + ")\n"
            + "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure\n"
            + "\tat sun.security.ssl.Alert.createSSLException(Alert.java:131)\n";

    assertThat(Logs.outline(Logs.read(log))).containsExactly("protocol.cipher×1@1-13");
  }

  @Test
  void whatADebugLogTellsOfTheHandshakeDecides() {
    String log =
        "*** ClientHello, TLSv1.2\n"
            + "*** CertificateRequest\n"
            + "Cert Types: RSA, DSS, ECDSA\n"
            + "*** ServerHelloDone\n"
            + "Warning: no suitable certificate found - continuing without client authentication\n"
            + "*** Certificate chain <Empty>\n"
            + "main, READ: TLSv1.2 Alert, length = 2\n"
            + "main, RECV TLSv1.2 ALERT:  fatal, handshake_failure\n";

    List<Finding> findings = Logs.read(log);

    assertThat(Logs.outline(findings)).containsExactly("client-auth.missing×1@1-8");
    assertThat(findings.get(0).diagnosis().confidence().word()).isEqualTo("likely");
  }

  @Test
  void aPackedLogIsUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(TRACE.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Logs.outline(Logs.read(packed.toByteArray())))
        .containsExactly("chain.expired×1@1-6");
  }

  @Test
  void whereTheInputIsCutIntoChunksMakesNoDifference() throws IOException {
    String filler = "2024-03-01 10:00:00 INFO nothing to see here at all\n";
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      log.append(filler);
      if (i % 9_999 == 0) {
        log.append("2024-03-01 10:00:01 ERROR it failed\n").append(TRACE);
      }
    }
    byte[] bytes = log.toString().getBytes(StandardCharsets.UTF_8);
    List<String> whole = Logs.outline(Logs.read(bytes));
    assertThat(whole).singleElement().asString().startsWith("chain.expired×5@");

    for (int chunk : new int[] {61, 4093, 1024 * 1024 + 1}) {
      LogReader reader = new LogReader();
      reader.read("-", inChunks(bytes, chunk));
      assertThat(Logs.outline(reader.findings())).as("chunks of " + chunk).isEqualTo(whole);
    }
  }

  @Test
  void aVeryLongLineIsReadInPieces() {
    byte[] bytes = new byte[10 * 1024 * 1024];
    Arrays.fill(bytes, (byte) 'x');
    byte[] trace = ("\n" + TRACE).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(trace, 0, bytes, bytes.length - trace.length, trace.length);
    byte[] inside = " unable to find valid certification path ".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(inside, 0, bytes, 5_000_000, inside.length);

    assertThat(Logs.outline(Logs.read(bytes)))
        .containsExactly("chain.untrusted-root×1@1-1", "chain.expired×1@2-7");
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() {
    byte[] bytes = new byte[3 * 1024 * 1024];
    new Random(42).nextBytes(bytes);
    byte[] trace = ("\n" + TRACE).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(trace, 0, bytes, bytes.length - trace.length, trace.length);

    assertThat(Logs.codes(Logs.read(bytes).get(0))).startsWith("chain.expired");
  }

  @Test
  void aLogWithoutFailuresHasNoFinding() {
    assertThat(Logs.read("")).isEmpty();
    assertThat(Logs.read("2024-03-01 10:00:00 INFO TLS is on, certificate loaded\n")).isEmpty();
    String refused = "java.net.ConnectException: Connection refused\n\tat a.B.c(B.java:1)\n";
    assertThat(Logs.read(refused + "2024-03-01 10:00:00 INFO next\n".repeat(40))).isEmpty();
  }

  @Test
  void aFewLinesAreTakenToBeAboutTls() {
    String refused = "java.net.ConnectException: Connection refused\n\tat a.B.c(B.java:1)\n";

    assertThat(Logs.outline(Logs.read(refused))).containsExactly("network.refused×1@1-2");
  }

  private static InputStream inChunks(byte[] bytes, int size) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, size));
      }
    };
  }
}
