package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tlswhy.e2e.app.Patient;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JVM that gets no processor time while its agent finds out: nothing wrong is told for certain,
 * nothing is lost, and nothing of the agent's own goes wrong.
 */
@Execution(ExecutionMode.CONCURRENT)
class StarvedIT {
  private static final String HOST = "api.partner.test";
  private static final String CRL_HOST = "crl.partner-ca.test";
  private static final String TRUE_CAUSE = "revocation.responder-error";
  private static final Duration TIME_OUT = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void jvmThatIsStoppedWhileItsAgentFindsOut(Jdk jdk) throws Exception {
    try (Lab lab = new Lab();
        ForkedJvm.Running running = client(jdk, lab, List.of())) {
      await(() -> running.output().contains("failed "));
      signal("STOP", running);
      Thread.sleep(TIME_OUT.multipliedBy(3).toMillis());
      signal("CONT", running);
      await(() -> !told(running.errors()).isEmpty());
      // What ends late is judged until three more time-outs have passed.
      Thread.sleep(TIME_OUT.multipliedBy(3).toMillis());

      assertToldRightly(running);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void jvmThatSharesAProcessorWithABusyOne(Jdk jdk) throws Exception {
    Process busy =
        new ProcessBuilder("taskset", "-c", "0", "sh", "-c", "while :; do :; done").start();
    try (Lab lab = new Lab();
        ForkedJvm.Running running =
            client(jdk, lab, List.of("taskset", "-c", "0", "nice", "-n", "8"))) {
      await(() -> !told(running.errors()).isEmpty());
      // What ends late is judged until three more time-outs have passed.
      Thread.sleep(TIME_OUT.multipliedBy(3).toMillis());

      assertToldRightly(running);
    } finally {
      busy.destroyForcibly().waitFor();
    }
  }

  /** A client whose partner's CRL is not found, which takes the server a while to say. */
  private static ForkedJvm.Running client(Jdk jdk, Lab lab, List<String> under) throws IOException {
    LabCa root = LabCa.root("Partner Root CA");
    HttpEndpoint crls = lab.http(CRL_HOST);
    crls.serve("/a.crl", Reply.page(404, "Not Found").after(TIME_OUT.dividedBy(2)));
    String url = "http://" + CRL_HOST + ":" + crls.address().getPort() + "/a.crl";
    TlsPeer partner =
        lab.peer(HOST, TlsContexts.of(root.issue(CertificateSpec.server(HOST).crl(url))));
    return ForkedJvm.of(jdk)
        .under(under)
        .withAgent(
            "log=off",
            "json=stderr",
            "slow=60s",
            "timeout=" + TIME_OUT.toSeconds() + "s",
            "allow=127.0.0.0/8")
        .withJars(List.of(lab.names().classPath()))
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(lab.trusting(root.certificate()).toArray(new String[0]))
        .with("-Dcom.sun.net.ssl.checkRevocation=true", "-Dcom.sun.security.enableCRLDP=true")
        .with("-XX:ActiveProcessorCount=1")
        .start(Patient.class, "https://" + HOST + ":" + partner.port() + "/");
  }

  private static void assertToldRightly(ForkedJvm.Running running) {
    String output = running.output();
    ForkedJvm.Result result = running.end(Duration.ofSeconds(30));
    assertThat(output).contains("failed ").contains("tlswhy[");
    List<JsonObject> told = told(result.errors());
    assertThat(told).isNotEmpty();
    assertThat(told).extracting(event -> text(event, "code")).containsOnly(TRUE_CAUSE);
    assertThat(told).extracting(event -> text(event, "id")).containsOnly(text(told.get(0), "id"));
    assertThat(text(told.get(0), "event")).isEqualTo("opened");
    assertThat(told.subList(1, told.size()))
        .allMatch(event -> text(event, "event").equals("updated"));
    assertThat(result.errors().lines().filter(line -> !line.startsWith("{")))
        .noneMatch(line -> line.contains("tlswhy"));
  }

  private static List<JsonObject> told(String errors) {
    return errors
        .lines()
        .filter(line -> line.startsWith("{") && line.endsWith("}"))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static String text(JsonObject event, String name) {
    return event.get(name).getAsString();
  }

  private static void signal(String name, ForkedJvm.Running running) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST);
    while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
  }
}
