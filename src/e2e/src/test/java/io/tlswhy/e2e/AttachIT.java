package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Patient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attached to a JVM that runs already and has failed before, and taken out again. */
class AttachIT {

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void comesAndGoesWhileTheServiceRuns(Jdk jdk) throws IOException, InterruptedException {
    try (PlainServer server = new PlainServer()) {
      Process service =
          new ProcessBuilder(
                  jdk.java().toString(),
                  "-Xverify:all",
                  "-cp",
                  System.getProperty("tlswhy.apps"),
                  Patient.class.getName(),
                  server.url())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(out.readLine()).startsWith("failed").doesNotContain("tlswhy[");
        assertThat(out.readLine()).isEqualTo("ready");

        command(jdk, "attach", service.pid());
        assertThat(failAgain(service, out)).contains("tlswhy[protocol.plaintext]");

        command(jdk, "detach", service.pid());
        assertThat(failAgain(service, out)).startsWith("failed").doesNotContain("tlswhy[");
      } finally {
        service.destroyForcibly().waitFor();
      }
    }
  }

  private static String failAgain(Process service, BufferedReader out) throws IOException {
    service.getOutputStream().write('\n');
    service.getOutputStream().flush();
    return out.readLine();
  }

  private static void command(Jdk jdk, String what, long pid)
      throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                jdk.java().toString(), "-jar", ForkedJvm.AGENT.toString(), what, Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String printed = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(command.waitFor()).as(printed).isZero();
  }
}
