package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image made with jlink, without the module {@code jdk.crypto.ec} that the releases before 22
 * need for elliptic curves (JDK-8308398): shown on 11 and 17.
 */
class JlinkIT {

  static List<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 11 && jdk.feature() < 21).toList();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdks")
  void isToldToLackEllipticCurves(Jdk jdk, @TempDir Path folder) throws Exception {
    Jdk image = new Jdk(jdk.feature(), image(jdk, folder.resolve("image")));
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Partner Root");
      TlsPeer peer =
          lab.peer(
              "api.partner.test",
              TlsContexts.of(root.issue(CertificateSpec.server("api.partner.test"))));
      ForkedJvm.Result result =
          ForkedJvm.of(image)
              .withJars(List.of(lab.names().classPath()))
              .with(lab.names().jvmFlags().toArray(new String[0]))
              .with(lab.trusting(root.certificate()).toArray(new String[0]))
              .withAgent("log=off")
              .run(Fetch.class, "https://api.partner.test:" + peer.port() + "/");
      assertThat(result.output())
          .contains(
              "| tlswhy[jvm.config] This JVM has no security provider for elliptic curves, so it"
                  + " could not offer api.partner.test port "
                  + peer.port()
                  + " any key exchange with them, and nothing else was accepted. Fix: If this Java"
                  + " was made with jlink, make it anew with --add-modules jdk.crypto.ec; if not, put"
                  + " SunEC back among the providers");
    }
  }

  private static Path image(Jdk jdk, Path to) throws IOException, InterruptedException {
    Path log = Files.createTempFile("tlswhy-jlink", ".log");
    Process jlink =
        new ProcessBuilder(
                jdk.home().resolve("bin").resolve("jlink").toString(),
                "--add-modules",
                "java.base,java.instrument,java.logging,java.management,java.naming",
                "--output",
                to.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(jlink.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(jlink.exitValue()).as(Files.readString(log)).isZero();
    Files.delete(log);
    return to;
  }
}
