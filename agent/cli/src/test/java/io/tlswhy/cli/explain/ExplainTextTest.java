package io.tlswhy.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.cli.Console;
import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person reads of a log's failures, whole. */
class ExplainTextTest {
  private static String printed(Finding... findings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    ExplainText.print(new Console(stream, stream, false), List.of(findings));
    return out.toString(UTF_8);
  }

  private static Diagnosis diagnosis(Cause... open) {
    return Diagnosis.builder(Cause.CHAIN_INCOMPLETE, Confidence.POSSIBLE, "No path was found.")
        .fix("Send the whole chain.")
        .alternatives(
            Stream.of(open)
                .map(
                    cause ->
                        Alternative.of(cause, Confidence.POSSIBLE, "It may be so.", "Look there."))
                .toList())
        .build();
  }

  @Test
  void nothingFound() {
    assertThat(printed()).isEqualTo("No TLS failure was found in this text.\n");
  }

  @Test
  void oneLineOfStandardInput() {
    Finding finding = new Finding(diagnosis(), "", "", List.of(), false, "-", 7);
    finding.count(block(7, 7, ""), 0);

    assertThat(printed(finding))
        .isEqualTo(
            """
            tlswhy[chain.incomplete] No path was found. (possible)
              Seen: once, line 7.
              Fix: Send the whole chain.

            """);
  }

  @Test
  void severalInAFileWithWhatTheyLeaveOpen() {
    Finding finding =
        new Finding(
            diagnosis(
                Cause.TRUSTSTORE_OUTDATED,
                Cause.CHAIN_UNTRUSTED_ROOT,
                Cause.CHAIN_INTERCEPTED,
                Cause.CHAIN_SELF_SIGNED,
                Cause.TRUSTSTORE_EMPTY,
                Cause.TRUSTSTORE_CHANGED,
                Cause.CLOCK_SKEW),
            "Compare the stores.",
            "partner.test",
            List.of("javax.net.ssl.SSLHandshakeException: PKIX path building failed"),
            false,
            "app.log",
            12);
    finding.count(block(12, 30, "03:07:12"), 0);
    finding.count(block(90, 101, "03:09:00"), 0);

    assertThat(printed(finding))
        .isEqualTo(
            """
            tlswhy[chain.incomplete] No path was found. (possible)
              Seen: 2 times in app.log, lines 12 to 101, 03:07:12 to 03:09:00.
                javax.net.ssl.SSLHandshakeException: PKIX path building failed
              Fix: Send the whole chain.
              Look at: Compare the stores.
              The text leaves open, most frequent first:
                truststore.outdated: It may be so.
                  Look there.
                chain.untrusted-root: It may be so.
                  Look there.
                chain.intercepted: It may be so.
                  Look there.
                chain.self-signed: It may be so.
                  Look there.
                truststore.empty: It may be so.
                  Look there.
                and rarely truststore.changed, clock.skew (--json tells what would decide)

            """);
  }

  private static Block block(long first, long last, String time) {
    Block block = new Block("", false, first);
    block.lastLine = last;
    block.time = time;
    return block;
  }
}
