package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.ModernClient;
import io.tlswhy.e2e.app.NettyClient;
import io.tlswhy.e2e.app.SlowClient;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Behaviours;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hangs is told while it hangs, and how it ends. */
@Execution(ExecutionMode.CONCURRENT)
class SlowIT {
  private static final String HOST = "api.partner.test";
  private static final String CRL_HOST = "crl.partner-ca.test";
  private static final Duration LATE = Duration.ofSeconds(6);
  private static final Path NETTY =
      Path.of(System.getProperty("tlswhy.netty", "target/netty")).toAbsolutePath();

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  /** Java 8 and 11 have no read time-out for CRLs; the others have one of 15 seconds. */
  static Stream<Jdk> jdksWithAndWithoutTimeOuts() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() != 21);
  }

  static Stream<Jdk> jdksWithReadTimeOuts() {
    return Jdk.full().stream().filter(jdk -> jdk.feature() > 11);
  }

  static Stream<Jdk> jdksWithHttpClient() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 11 && jdk.feature() != 21);
  }

  static Stream<Jdk> jdksWithVirtualThreads() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 21);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void fetchThatHangsIsToldWhileItHangsAndThatItEnded(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      String told = run(jdk, lab, lateCrl(lab), "once");

      assertThat(told)
          .containsPattern(
              "(?s)^(WARNING[^\n]*\n)*tlswhy\\[revocation\\.\\w+] The TLS handshake with api\\.partner\\.test port \\d+ has"
                  + " been waiting 1(\\.\\d)? s for the CRL http://crl\\.partner-ca\\.test:\\d+/a\\.crl of"
                  + " CN=api\\.partner\\.test \\(thread main\\).*tlswhy\\[revocation\\.\\w+] Over after"
                  + " \\d+(\\.\\d)? s and 1 handshake: the look-up ended\\.");
      assertThat(told.indexOf("has been waiting")).isLessThan(told.indexOf("\npassed\n"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithAndWithoutTimeOuts")
  void fetchThatNeverEndsIsToldAndHowLongItTookUntilTheServerHungUp(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      RawServer mute = lab.keep(RawServer.start(lab.host(CRL_HOST), Behaviours.silent()));
      CompletableFuture.delayedExecutor(9, TimeUnit.SECONDS).execute(() -> close(mute));
      Surroundings around = checking(lab, LabCa.root("Partner Root CA"), mute.port());

      String told = run(jdk, lab, around, "soft");

      assertThat(told)
          .containsPattern(
              "(?s)^(WARNING[^\n]*\n)*tlswhy\\[revocation\\.\\w+] The TLS handshake with api\\.partner\\.test port \\d+ has"
                  + " been waiting 1(\\.\\d)? s for the CRL http://crl\\.partner-ca\\.test:\\d+/a\\.crl of"
                  + " CN=api\\.partner\\.test \\(thread main\\).*tlswhy\\[revocation\\.\\w+] Over after"
                  + " ([5-9]|10)(\\.\\d)? s and 1 handshake: the look-up ended\\.");
      assertThat(told.indexOf("has been waiting")).isLessThan(told.indexOf("\npassed\n"));
      assertThat(told.split("tlswhy\\[", -1)).hasSize(3);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithReadTimeOuts")
  void readTimeOutOfTheJvmEndsTheFetchThatNeverEnds(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      RawServer mute = lab.keep(RawServer.start(lab.host(CRL_HOST), Behaviours.silent()));
      Surroundings around = checking(lab, LabCa.root("Partner Root CA"), mute.port());
      around.flags().add("-Dcom.sun.security.crl.readtimeout=4");

      String told = run(jdk, lab, around, "soft");

      assertThat(told)
          .containsPattern("has been waiting 1(\\.\\d)? s for the CRL")
          .containsPattern("Over after 4(\\.\\d)? s and 1 handshake: the look-up ended\\.");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithHttpClient")
  void connectTimeOutOfTheHttpClientEndsTheHandshakeAndIsTold(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      RawServer silent = lab.keep(RawServer.start(lab.host(HOST), Behaviours.silent()));
      String told =
          jvm(jdk, lab, new Surroundings(silent.port(), List.of()), List.of())
              .run(ModernClient.class, "https://" + HOST + ":" + silent.port() + "/", "4000")
              .errors();

      assertThat(told)
          .containsPattern(
              "(?s)^(WARNING[^\n]*\n)*tlswhy\\[network\\.timeout] The server api\\.partner\\.test port \\d+ accepted the"
                  + " connection and has sent no TLS message for 1\\.\\d s; the handshake waits for it\\."
                  + " .*failed java\\.net\\.http\\.HttpConnectTimeoutException");
      if (jdk.feature() > 11) {
        // On 11 nothing tells the engine, nor anybody who asks, that its connection is closed.
        assertThat(told)
            .containsPattern(
                "HttpConnectTimeoutException[^\n]*\ntlswhy\\[network\\.timeout] The connection was closed"
                    + " after [34](\\.\\d)? s, by the application or the peer: ");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whoWaitsForAnotherThreadsFetchIsTold(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      String told = run(jdk, lab, lateCrl(lab), "several", "3");

      assertThat(told.split("passed\n", -1)).hasSize(4);
      assertThat(told.substring(0, told.indexOf("passed")))
          .containsPattern("has been waiting 1(\\.\\d)? s for the CRL .* \\(thread caller-\\d\\)")
          .containsPattern("How often +3 handshakes in");
      assertThat(told)
          .containsPattern("Over after 6(\\.\\d)? s and 3 handshakes: the look-up ended");
      assertThat(told.split("tlswhy\\[revocation", -1)).hasSize(3);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void silentPeerIsToldAndThatTheApplicationClosedTheSocket(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      RawServer silent = lab.keep(RawServer.start(lab.host(HOST), Behaviours.silent()));
      String told = run(jdk, lab, new Surroundings(silent.port(), List.of()), "closed", "4000");

      assertThat(told)
          .containsPattern(
              "(?s)^(WARNING[^\n]*\n)*tlswhy\\[network\\.timeout] The server api\\.partner\\.test port \\d+ accepted the"
                  + " connection and has sent no TLS message for 1\\.\\d s; the handshake waits for it"
                  + " \\(thread main\\)\\. .*closed\n.*tlswhy\\[network\\.timeout] The application gave up"
                  + " after 4(\\.\\d)? s: The server api\\.partner\\.test port \\d+ accepted");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void nettysOwnLimitIsTold(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      RawServer silent = lab.keep(RawServer.start(lab.host(HOST), Behaviours.silent()));
      String told = netty(jdk, lab, new Surroundings(silent.port(), List.of()));

      assertThat(told)
          .containsPattern(
              "(?s)^(WARNING[^\n]*\n)*tlswhy\\[network\\.timeout] The server api\\.partner\\.test port \\d+ accepted the"
                  + " connection and has sent no TLS message for 1\\.\\d s; the handshake waits for"
                  + " it\\. .*failed \\S*SslHandshakeTimeoutException: handshake timed out after"
                  + " 10000ms.*tlswhy\\[network\\.timeout] The connection was closed after"
                  + " 1\\d(\\.\\d)? s, by the application or the peer: ");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void eventLoopThatStandsStillIsNamed(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      String told = netty(jdk, lab, lateCrl(lab));

      // On a busy machine the peer's answer itself can take longer than that: the same incident.
      assertThat(told)
          .containsPattern(
              "(?s)^(WARNING[^\n]*\n)*(tlswhy\\[(network\\.timeout|unknown)] .*)?tlswhy\\[revocation\\.\\w+]"
                  + " (Now known better: )?The TLS handshake with api\\.partner\\.test port \\d+ has"
                  + " been waiting 1(\\.\\d)? s for the CRL .* \\(thread nioEventLoopGroup-2-1, an event"
                  + " loop, whose other connections stand still too\\).*\npassed\n");
      assertThat(Pattern.compile("incident ([0-9a-f]{10})").matcher(told).results())
          .extracting(found -> found.group(1))
          .hasSizeGreaterThan(1)
          .containsOnly(told.replaceFirst("(?s).*incident ([0-9a-f]{10})\\).*", "$1"));
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksWithVirtualThreads")
  void virtualThreadThatPinsItsCarrierIsNamed(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      String told = run(jdk, lab, lateCrl(lab), "virtual");

      // Since 24 (JEP 491) a monitor, which URICertStore holds, pins no carrier any more.
      assertThat(told)
          .containsPattern(
              jdk.feature() < 24
                  ? "\\(thread virtual thread #\\d+, which pins its carrier ForkJoinPool-1-worker-1\\)"
                  : "\\(thread virtual thread #\\d+\\)");
      assertThat(told).contains("\npassed\n");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void fullReportStaysInItsFolderWhenTheApplicationGivesUp(Jdk jdk, @TempDir Path folder)
      throws IOException {
    try (Lab lab = new Lab()) {
      RawServer mute = lab.keep(RawServer.start(lab.host(CRL_HOST), Behaviours.silent()));
      CompletableFuture.delayedExecutor(12, TimeUnit.SECONDS).execute(() -> close(mute));
      Surroundings around = checking(lab, LabCa.root("Partner Root CA"), mute.port());
      jvm(jdk, lab, around, List.of(), "dir=" + folder)
          .run(SlowClient.class, "closed", HOST, Integer.toString(around.port()), "7000");

      try (Stream<Path> folders = Files.list(folder)) {
        Path incident = folders.findFirst().orElseThrow();
        String report = Files.readString(incident.resolve("report.txt"));
        assertThat(report).contains("  Tried           from this JVM:\n").contains("  Chain ");
        assertThat(incident.resolve("chain.pem")).exists();
        assertThat(Files.readString(incident.resolve("updated.txt")))
            .startsWith(report.substring(0, report.indexOf(']') + 1))
            .contains(" The application gave up after ")
            .doesNotContain("  Tried ");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void endpointThatGoesAwayIsWarnedOfBeforeAnythingFails(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Partner Root CA");
      HttpEndpoint crls = lab.http(CRL_HOST);
      crls.serve("/a.crl", Reply.crl(CrlSpec.of(root).encoded()));
      Surroundings around = checking(lab, root, crls.address().getPort());
      CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS).execute(crls::close);
      String told =
          jvm(jdk, lab, around, List.of(), "watch=on")
              .run(SlowClient.class, "stays", HOST, Integer.toString(around.port()), "16000")
              .errors();

      assertThat(told)
          .containsPattern(
              "(?s)^passed\ntlswhy\\[revocation\\.blocked] Not failed yet: The CRL"
                  + " http://crl\\.partner-ca\\.test:\\d+/a\\.crl of CN=api\\.partner\\.test cannot be"
                  + " fetched: .*, so Java cannot tell whether that certificate is revoked\\. The next"
                  + " handshake with api\\.partner\\.test port \\d+ that asks for it will fail\\. What was fetched at"
                  + " \\S+Z is valid until \\S+Z\\.");
    }
  }

  /** Where the application connects to, and what its JVM is told. */
  private record Surroundings(int port, List<String> flags) {}

  /** A partner whose CRL comes, late: after the agent has told that it hangs. */
  private static Surroundings lateCrl(Lab lab) throws IOException {
    LabCa root = LabCa.root("Partner Root CA");
    HttpEndpoint crls = lab.http(CRL_HOST);
    crls.serve("/a.crl", Reply.crl(CrlSpec.of(root).encoded()).after(LATE));
    return checking(lab, root, crls.address().getPort());
  }

  /** A partner whose certificate names a CRL at that port, and a JVM that asks for it. */
  private static Surroundings checking(Lab lab, LabCa root, int crlPort) throws IOException {
    String url = "http://" + CRL_HOST + ":" + crlPort + "/a.crl";
    TlsPeer partner =
        lab.peer(HOST, TlsContexts.of(root.issue(CertificateSpec.server(HOST).crl(url))));
    List<String> flags = new ArrayList<>(lab.trusting(root.certificate()));
    flags.add("-Dcom.sun.net.ssl.checkRevocation=true");
    flags.add("-Dcom.sun.security.enableCRLDP=true");
    return new Surroundings(partner.port(), flags);
  }

  private static String run(Jdk jdk, Lab lab, Surroundings around, String... what) {
    List<String> arguments =
        new ArrayList<>(List.of(what[0], HOST, Integer.toString(around.port())));
    arguments.addAll(List.of(what).subList(1, what.length));
    return jvm(jdk, lab, around, List.of())
        .run(SlowClient.class, arguments.toArray(new String[0]))
        .errors();
  }

  private static String netty(Jdk jdk, Lab lab, Surroundings around) {
    return jvm(jdk, lab, around, jars())
        .run(NettyClient.class, HOST, Integer.toString(around.port()))
        .errors();
  }

  private static ForkedJvm jvm(
      Jdk jdk, Lab lab, Surroundings around, List<Path> more, String... options) {
    List<Path> jars = new ArrayList<>(more);
    jars.add(lab.names().classPath());
    List<String> agent =
        new ArrayList<>(List.of("log=stderr", "slow=1s", "timeout=2s", "allow=127.0.0.0/8"));
    agent.addAll(List.of(options));
    return ForkedJvm.of(jdk)
        .withAgent(agent.toArray(new String[0]))
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(around.flags().toArray(new String[0]))
        .withJars(jars);
  }

  private static void close(RawServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> jars() {
    try (Stream<Path> jars = Files.list(NETTY)) {
      return jars.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
