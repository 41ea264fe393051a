package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.ForkedJvm;
import io.tlswhy.e2e.Jdk;
import io.tlswhy.lab.pki.CertificateSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code check} says where on the way to a CRL's host the packets end, by the traceroute or the
 * tracepath that the machine has.
 */
@Tag("components")
@Execution(ExecutionMode.CONCURRENT)
class RouteIT {
  private static final String TO = "10.204.4.2";

  /**
   * A machine and a fault of its network, and what must be said.
   *
   * @param name what it is called
   * @param fault what the second router does
   * @param programs a shell command that changes which programs the machine has, for itself alone
   * @param rights what runs the check with fewer rights, or nothing
   * @param expected the sentence
   */
  record Way(
      String name, Consumer<Routers> fault, String programs, List<String> rights, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String NO_TRACEROUTE = instead("/dev/null", "traceroute.db");
  private static final List<String> ALL_RIGHTS = List.of();
  private static final List<String> NO_RAW_SOCKETS = List.of("setpriv", "--bounding-set=-net_raw");

  /** Has another file stand where a program is, as seen by what is started next only. */
  private static String instead(String file, String program) {
    return "mount --bind " + file + " /usr/bin/" + program;
  }

  private static List<Way> ways() {
    String endsBehind = "The way to " + TO + " port 80 ends behind hop 2, 10.204.2.2";
    String others = " for other packets than TCP, which a firewall may treat otherwise";
    return List.of(
        new Way(
            "traceroute, TCP dropped",
            routers -> routers.dropTcp(80),
            "true",
            ALL_RIGHTS,
            endsBehind + " (/usr/bin/traceroute -T -n -q1 -w1 -m20 -p 80 " + TO + ")."),
        new Way(
            "traceroute, TCP rejected",
            routers -> routers.reject(80),
            "true",
            ALL_RIGHTS,
            "The way to "
                + TO
                + " port 80 ends at hop 2, 10.204.2.2, which refuses to forward"
                + " (/usr/bin/traceroute -T -n -q1 -w1 -m20 -p 80 "
                + TO
                + ")."),
        new Way(
            "traceroute without rights, TCP dropped",
            routers -> routers.dropTcp(80),
            "true",
            NO_RAW_SOCKETS,
            "The way to "
                + TO
                + " is open up to the address itself, hop 4, "
                + TO
                + ", for other packets than TCP to port 80: those are dropped there or on the way"
                + " (/usr/bin/traceroute -n -q1 -w1 -m20 "
                + TO
                + "). Where, traceroute -T -n -p 80 "
                + TO
                + " (as root) tells."),
        new Way(
            "traceroute of inetutils, all dropped",
            Routers::dropAll,
            instead("/usr/bin/inetutils-traceroute", "traceroute.db"),
            ALL_RIGHTS,
            endsBehind + others + " (/usr/bin/traceroute -q1 -w1 -m20 " + TO + ")."),
        new Way(
            "traceroute of BusyBox, all dropped",
            Routers::dropAll,
            instead("/bin/busybox", "traceroute.db"),
            ALL_RIGHTS,
            endsBehind + others + " (/usr/bin/traceroute -n -q1 -w1 -m20 " + TO + ")."),
        new Way(
            "tracepath, all dropped",
            Routers::dropAll,
            NO_TRACEROUTE,
            NO_RAW_SOCKETS,
            endsBehind + others + " (/usr/bin/stdbuf -oL /usr/bin/tracepath -n -m20 " + TO + ")."),
        new Way(
            "neither",
            Routers::dropAll,
            NO_TRACEROUTE + " && " + instead("/dev/null", "tracepath"),
            ALL_RIGHTS,
            "Where the way to "
                + TO
                + " port 80 ends was not traced, since this machine has no traceroute or tracepath"
                + " that can: traceroute -T -n -p 80 "
                + TO
                + " (as root) tells."));
  }

  static Stream<Arguments> onAll() {
    return Jdk.full().stream().flatMap(jdk -> ways().stream().map(way -> Arguments.of(jdk, way)));
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("onAll")
  void itsEndIsTold(Jdk jdk, Way way, @TempDir Path folder) throws Exception {
    CertificateSpec leaf = CertificateSpec.server(Network.PARTNER_HOST).crl(World.CRL_URL);
    try (World world = new World(folder, leaf);
        Routers routers = new Routers(world.network().application())) {
      way.fault().accept(routers);
      world.names().knows(World.CRL_HOST, Routers.HOST);
      world.start();

      String output = Shell.finding(command(jdk, world, way));

      assertThat(output).contains(way.expected());
      assertThat(output).contains("crl.partner.test port 80 cannot be reached");
    }
  }

  private static String[] command(Jdk jdk, World world, Way way) throws Exception {
    List<String> command = new ArrayList<>(world.network().application().prefix());
    command.addAll(List.of("sh", "-c", way.programs() + " && exec \"$@\"", "sh"));
    command.addAll(way.rights());
    command.add(jdk.java().toString());
    command.addAll(world.jvmArguments());
    command.addAll(
        List.of(
            "-Dcom.sun.security.enableCRLDP=true",
            "-jar",
            ForkedJvm.AGENT.toString(),
            "check",
            "--timeout",
            "2",
            Network.PARTNER_HOST));
    return command.toArray(new String[0]);
  }
}
