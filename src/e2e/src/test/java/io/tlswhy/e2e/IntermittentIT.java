package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.lab.demo.Play;
import io.tlswhy.lab.scenario.Catalogue;
import io.tlswhy.lab.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails now and then is counted rightly, and the record says where it fails. */
@Execution(ExecutionMode.CONCURRENT)
class IntermittentIT {
  private static final Path ORDERS =
      Path.of(System.getProperty("tlswhy.orders", "../../test-app/target/orders.jar"));
  private static final int ORDERED = 30;

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theBackendThatLacksTheIntermediateIsTold(Jdk jdk) throws IOException {
    String record = record(jdk, "chain.incomplete/one-backend");

    Matcher counts =
        find(
            record,
            "(\\d+) of (\\d+) full handshakes with api\\.partner\\.test:\\d+ have failed since \\S+:"
                + " (\\d+) of (\\d+) where the peer sent 1 certificate \\(serial \\S+\\), none of"
                + " (\\d+) where the peer sent 2 certificates \\(serial \\S+\\)\\.");
    int failed = Integer.parseInt(counts.group(1));
    int all = Integer.parseInt(counts.group(2));
    // Every third handshake goes to it, and counting begins with the first that fails.
    assertThat(failed).isGreaterThanOrEqualTo(3);
    assertThat(all).isEqualTo(3 * failed - 2).isLessThanOrEqualTo(ORDERED);
    assertThat(counts.group(3)).isEqualTo(counts.group(1));
    assertThat(counts.group(4)).isEqualTo(counts.group(1));
    assertThat(Integer.parseInt(counts.group(5))).isEqualTo(all - failed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theAddressThatDropsIsTold(Jdk jdk) throws IOException {
    String record = record(jdk, "revocation.blocked/one-address");

    Matcher counts =
        find(
            record,
            "(\\d+) of (\\d+) requests to the OCSP responder http://ocsp\\.partner-ca\\.test:\\d+/"
                + " have failed since \\S+: of its addresses, (\\S+) takes no connection and (\\S+)"
                + " does\\.");
    int failed = Integer.parseInt(counts.group(1));
    int all = Integer.parseInt(counts.group(2));
    assertThat(failed).isGreaterThanOrEqualTo(3);
    // The names come in turn; the agent's own questions do not count.
    assertThat(all).isBetween(2 * failed - 1, 2 * failed).isLessThanOrEqualTo(ORDERED);
    assertThat(counts.group(3)).isNotEqualTo(counts.group(4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theProxyThatFailsNowAndThenIsTold(Jdk jdk) throws IOException {
    String record = record(jdk, "revocation.proxy/one-in-five");

    Matcher counts =
        find(
            record,
            "(\\d+) of (\\d+) requests to the OCSP responder http://ocsp\\.partner-ca\\.test:\\d+/"
                + " through the proxy proxy\\.corp\\.test:\\d+ have failed since ");
    int failed = Integer.parseInt(counts.group(1));
    int all = Integer.parseInt(counts.group(2));
    assertThat(failed).isGreaterThanOrEqualTo(3);
    // The agent's own questions count for the proxy, so that it is not each fifth of the JVM's.
    assertThat(all).isBetween(2 * failed, 5 * failed).isLessThanOrEqualTo(ORDERED);
  }

  /** The record that says that it comes and goes, on one line. */
  private static String record(Jdk jdk, String name) throws IOException {
    Scenario scenario = Catalogue.find(name).orElseThrow();
    List<String> log = new Play(jdk.java(), ORDERS).with(ForkedJvm.AGENT, scenario).log();
    String text = String.join("\n", log);
    int start = text.indexOf("Comes and goes: ");
    assertThat(start).describedAs("in " + text).isNotNegative();
    return text.substring(start).replaceAll("\n\\s+", " ");
  }

  private static Matcher find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).describedAs("%s in %s", pattern, text).isTrue();
    return matcher;
  }
}
