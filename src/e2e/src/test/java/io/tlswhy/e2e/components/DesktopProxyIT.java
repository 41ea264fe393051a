package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.ForkedJvm;
import io.tlswhy.e2e.Jdk;
import io.tlswhy.lab.pki.CertificateSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check} finds the proxy that only GNOME's own program can tell. */
@Tag("components")
@Execution(ExecutionMode.CONCURRENT)
class DesktopProxyIT {
  static List<Jdk> jdks() {
    return Jdk.full();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void proxyOfTheDesktopIsTried(Jdk jdk, @TempDir Path folder) throws Exception {
    CertificateSpec leaf = CertificateSpec.server(Network.PARTNER_HOST).crl(World.CRL_URL);
    try (World world = new World(folder, leaf)) {
      world.freshCrl().network().drop(Network.REVOCATION, 80);
      world.tinyproxy().start();
      world.start();
      // GLib's own file in the place of the database, which needs a session to be written.
      Path settings = Files.createDirectories(folder.resolve("config/glib-2.0/settings"));
      Files.writeString(
          settings.resolve("keyfile"),
          "[system/proxy]%nmode='manual'%n[system/proxy/http]%nhost='%s'%nport=%d%n"
              .formatted(Network.PROXY, Tinyproxy.PORT));

      String output = Shell.finding(command(jdk, world, folder.resolve("config")));

      assertThat(output)
          .contains("tlswhy[revocation.proxy-required]")
          .contains("  tried instead, through 10.203.0.16:8888")
          .contains("named by GNOME's settings")
          .contains("-Dhttp.proxyHost=10.203.0.16 -Dhttp.proxyPort=8888");
    }
  }

  private static String[] command(Jdk jdk, World world, Path configuration) throws Exception {
    List<String> command = new ArrayList<>(world.network().application().prefix());
    command.addAll(List.of("env", "GSETTINGS_BACKEND=keyfile", "XDG_CONFIG_HOME=" + configuration));
    command.add(jdk.java().toString());
    command.addAll(world.jvmArguments());
    command.addAll(
        List.of(
            "-Dcom.sun.security.enableCRLDP=true",
            "-jar",
            ForkedJvm.AGENT.toString(),
            "check",
            "--timeout",
            "3",
            Network.PARTNER_HOST));
    return command.toArray(new String[0]);
  }
}
