package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tlswhy.e2e.ForkedJvm;
import io.tlswhy.e2e.Jdk;
import io.tlswhy.e2e.app.Fetch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real network does to a CRL, and that the agent names it: code, stage, address, way out.
 */
@Tag("components")
class RevocationHostIT {
  private static final String TO_CRL =
      "ip daddr " + Hosts.REVOCATION + " ip saddr " + Hosts.APPLICATION + " tcp dport 80 ";

  @TempDir static Path folder;
  private static Hosts hosts;
  private static Servers servers;

  /**
   * A thing that goes wrong.
   *
   * @param name what
   * @param partner which partner is called
   * @param filter the rules of the packet filter
   * @param jvm further arguments of the JVM
   * @param code the code that must be named
   * @param named what the summary or the fix must name
   */
  private record Case(
      String name,
      String partner,
      List<String> filter,
      List<String> jvm,
      String code,
      List<String> named) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> HTTPS_PROXY =
      List.of("-Dhttps.proxyHost=" + Hosts.PROXY, "-Dhttps.proxyPort=3128");
  private static final List<String> HTTP_PROXY =
      List.of("-Dhttp.proxyHost=" + Hosts.PROXY, "-Dhttp.proxyPort=3128");

  private static final List<Case> CASES =
      List.of(
          new Case(
              "dropped",
              "good",
              List.of(TO_CRL + "drop"),
              List.of(),
              "revocation.blocked",
              List.of("crl.partner.test", Hosts.REVOCATION)),
          new Case(
              "rejected",
              "good",
              List.of(TO_CRL + "reject with tcp reset"),
              List.of(),
              "revocation.blocked",
              List.of("crl.partner.test", Hosts.REVOCATION)),
          new Case(
              "unreachable",
              "good",
              List.of(TO_CRL + "reject with icmp admin-prohibited"),
              List.of(),
              "revocation.blocked",
              List.of("crl.partner.test", Hosts.REVOCATION)),
          new Case(
              "no such name",
              "nowhere",
              List.of(),
              List.of(),
              "revocation.dns",
              List.of("crl.nowhere.test")),
          new Case(
              "proxy needed",
              "good",
              List.of(TO_CRL + "drop"),
              HTTPS_PROXY,
              "revocation.proxy-required",
              List.of("-Dhttp.proxyHost=" + Hosts.PROXY, "-Dhttp.proxyPort=3128")),
          new Case(
              "proxy refuses",
              "stale",
              List.of(TO_CRL + "drop"),
              HTTP_PROXY,
              "revocation.proxy",
              List.of(Hosts.PROXY, "403")),
          new Case(
              "block page",
              "page",
              List.of(),
              List.of(),
              "revocation.intercepted",
              List.of("Web Filter: access denied")),
          new Case(
              "redirect to a portal",
              "portal",
              List.of(),
              List.of(),
              "revocation.intercepted",
              List.of("Log in to go on")),
          new Case(
              "not found",
              "missing",
              List.of(),
              List.of(),
              "revocation.responder-error",
              List.of("404")),
          new Case(
              "unavailable",
              "broken",
              List.of(),
              List.of(),
              "revocation.responder-error",
              List.of("503")),
          new Case(
              "stale",
              "stale",
              List.of(),
              List.of(),
              "revocation.response-stale",
              List.of("crl.partner.test")),
          new Case(
              "of another issuer",
              "foreign",
              List.of(),
              List.of(),
              "revocation.response-untrusted",
              List.of("crl.partner.test")));

  @BeforeAll
  static void start() throws Exception {
    hosts = new Hosts();
    servers = Servers.start(hosts, folder);
  }

  @AfterAll
  static void stop() {
    hosts.close();
  }

  static Stream<Arguments> cases() {
    return Jdk.full().stream().flatMap(jdk -> CASES.stream().map(one -> Arguments.of(jdk, one)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void namesWhatTheNetworkDoes(Jdk jdk, Case one) throws Exception {
    hosts.filter(one.filter().toArray(new String[0]));
    Path json = Files.createTempFile(folder, "incidents", ".json");
    List<String> arguments = new ArrayList<>(one.jvm());
    arguments.addAll(
        List.of(
            "-Djavax.net.ssl.trustStore=" + servers.trust(),
            "-Djavax.net.ssl.trustStorePassword=changeit",
            "-Dcom.sun.net.ssl.checkRevocation=true",
            "-Dcom.sun.security.enableCRLDP=true",
            "-Dcom.sun.security.crl.timeout=2"));
    ForkedJvm.Result result =
        ForkedJvm.of(jdk)
            .under(hosts.onApplication())
            .withAgent("timeout=3s", "json=" + json)
            .with(arguments.toArray(new String[0]))
            .run(Fetch.class, "https://" + one.partner() + ".partner.test/", "1", "5000");
    List<JsonObject> events =
        Files.readAllLines(json).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertThat(events).as("events; the application printed %s", result).isNotEmpty();
    JsonObject event = events.get(events.size() - 1);
    assertThat(event.get("code").getAsString()).as("%s", event).isEqualTo(one.code());
    assertThat(event.get("summary").getAsString() + " " + event.get("fix").getAsString())
        .contains(one.named());
    assertThat(result.errors()).contains("tlswhy[" + one.code() + "]");
  }
}
