package io.tlswhy.cli.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteTraceTest {
  @TempDir private Path folder;

  private String program(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  /** With what has it write line by line. */
  private String tracepath(String... lines) throws IOException {
    String lineByLine = program("stdbuf", "shift", "exec \"$@\"");
    return lineByLine + " -oL " + program("tracepath", lines);
  }

  private static EndpointTrial trial(String address, Stage.Result result) {
    return EndpointTrial.builder(LookupKind.CRL, URI.create("http://crl.example:8080/a"))
        .stages(
            List.of(
                Stage.of(Stage.Kind.CONNECT, true, "direct", address, result, Duration.ZERO, "")))
        .build();
  }

  private List<String> sentences(EndpointTrial... trials) {
    return new RouteTrace(List.of(folder), Duration.ofSeconds(10))
        .routes(List.of(trials)).stream().map(Route::sentence).toList();
  }

  @Test
  void theHopThatAnsweredLastIsNamed() throws IOException {
    String program =
        program(
            "traceroute",
            "echo 'traceroute to 203.0.113.7, 20 hops max'",
            "echo ' 1  10.0.0.1  0.345 ms'",
            "echo ' 2  192.0.2.1  3.1 ms'",
            "echo ' 3  *'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends behind hop 2, 192.0.2.1 ("
                + program
                + " -T -n -q1 -w1 -m20 -p 8080 203.0.113.7).");
  }

  @Test
  void withoutTheRightsForTcpWhatIsSeenIsSaidToBeOfOtherPackets() throws IOException {
    String program =
        program(
            "traceroute",
            "[ \"$1\" = -T ] && exit 1",
            "echo ' 1  10.0.0.1  0.3 ms'",
            "echo ' 2  10.0.1.1  0.3 ms'",
            "echo ' 3  *'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends behind hop 2, 10.0.1.1 for other packets than TCP,"
                + " which a firewall may treat otherwise ("
                + program
                + " -n -q1 -w1 -m20 203.0.113.7).");
  }

  @Test
  void otherPacketsThatArriveDoNotClearTheWayOfTcp() throws IOException {
    String program =
        program("traceroute", "[ \"$1\" = -T ] && exit 1", "echo ' 1  203.0.113.7  0.3 ms'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 is open up to the address itself, hop 1, 203.0.113.7, for other"
                + " packets than TCP to port 8080: those are dropped there or on the way ("
                + program
                + " -n -q1 -w1 -m20 203.0.113.7). Where, traceroute -T -n -p 8080 203.0.113.7 (as"
                + " root) tells.");
  }

  @Test
  void anAddressThatAnswersByNowIsSaidTo() throws IOException {
    String program = program("traceroute", "echo ' 1  203.0.113.7  0.3 ms'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "Now 203.0.113.7 port 8080 itself answers, as hop 1, 203.0.113.7: what dropped the"
                + " connections does not drop all ("
                + program
                + " -T -n -q1 -w1 -m20 -p 8080 203.0.113.7).");
  }

  /** As Debian's traceroute tells a router that rejects: once more, a hop farther. */
  @Test
  void aRouterThatRefusesIsNamedWhereItWasMetFirst() throws IOException {
    String program =
        program(
            "traceroute",
            "echo ' 1  10.77.0.2  0.035 ms'",
            "echo ' 2  10.77.1.2  0.014 ms'",
            "echo ' 3  10.77.1.2  0.011 ms !X'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.UNREACHABLE)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends at hop 2, 10.77.1.2, which refuses to forward ("
                + program
                + " -T -n -q1 -w1 -m20 -p 8080 203.0.113.7).");
  }

  /** As BusyBox tells a router on whose network the address does not answer. */
  @Test
  void aRouterThatKnowsNoWayDoesNotRefuse() throws IOException {
    String program =
        program(
            "traceroute",
            "[ \"$1\" = -T ] && exit 1",
            "echo ' 1  10.77.0.2  0.005 ms'",
            "echo ' 2  *'",
            "echo ' 3  10.77.0.2  62.890 ms !H'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends at hop 1, 10.77.0.2, which says that it cannot"
                + " reach it ("
                + program
                + " -n -q1 -w1 -m20 203.0.113.7).");
  }

  /** Inetutils has no option for numbers, and its status says that the end was not reached. */
  @Test
  void tracerouteOfInetutilsIsReadToo() throws IOException {
    String program =
        program(
            "traceroute",
            "for a; do case $a in -n|-T) exit 64;; esac; done",
            "echo 'traceroute to 203.0.113.7 (203.0.113.7), 20 hops max'",
            "echo '  1   10.77.0.2  0.004ms '",
            "echo '  2   * '",
            "exit 1");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends behind hop 1, 10.77.0.2 for other packets than"
                + " TCP, which a firewall may treat otherwise ("
                + program
                + " -q1 -w1 -m20 203.0.113.7).");
  }

  @Test
  void whereTcpShowsNoHopOtherPacketsMay() throws IOException {
    String program =
        program(
            "traceroute",
            "[ \"$1\" = -T ] && { echo ' 1  *'; exit 0; }",
            "echo ' 1  10.77.0.2  0.3 ms'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends behind hop 1, 10.77.0.2 for other packets than"
                + " TCP, which a firewall may treat otherwise ("
                + program
                + " -n -q1 -w1 -m20 203.0.113.7).");
    program("traceroute", "echo ' 1  *'");
    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080: no hop answered ("
                + program
                + " -q1 -w1 -m20 203.0.113.7).");
  }

  @Test
  void tracepathIsReadToo() throws IOException {
    String program =
        tracepath(
            "echo ' 1?: [LOCALHOST]                      pmtu 1500'",
            "echo ' 1:  fd00::1   0.5ms'",
            "echo ' 2:  2001:db8::7   0.9ms reached'");

    assertThat(sentences(trial("2001:db8::7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 2001:db8:0:0:0:0:0:7 is open up to the address itself, hop 2, 2001:db8::7, for"
                + " other packets than TCP to port 8080: those are dropped there or on the way ("
                + program
                + " -n -m20 2001:db8:0:0:0:0:0:7). Where, traceroute -T -n -p 8080"
                + " 2001:db8:0:0:0:0:0:7 (as root) tells.");
  }

  @Test
  void onlySilenceAndOnlyLiteralAddressesAreTraced() throws IOException {
    tracepath("echo ' 1:  10.0.0.1  0.5ms'");

    assertThat(
            sentences(
                trial("203.0.113.7", Stage.Result.REFUSED),
                trial("-f /etc/passwd", Stage.Result.TIMEOUT),
                trial("crl.example", Stage.Result.TIMEOUT)))
        .isEmpty();
    assertThat(
            sentences(
                trial("203.0.113.1", Stage.Result.TIMEOUT),
                trial("203.0.113.1", Stage.Result.TIMEOUT),
                trial("203.0.113.2", Stage.Result.TIMEOUT),
                trial("203.0.113.3", Stage.Result.TIMEOUT),
                trial("203.0.113.4", Stage.Result.TIMEOUT)))
        .hasSize(3);
  }

  @Test
  void aProgramThatHangsOrFloodsIsEnded() throws IOException {
    tracepath("echo ' 1:  10.0.0.1  0.5ms'", "exec sleep 1000");
    assertThat(
            new RouteTrace(List.of(folder), Duration.ofMillis(500))
                .routes(List.of(trial("203.0.113.7", Stage.Result.TIMEOUT))))
        .singleElement()
        .extracting(Route::hops)
        .isEqualTo(List.of("1 10.0.0.1"));
    tracepath("exec yes ' 1:  10.0.0.1  0.5ms'");
    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT))).hasSize(1);
  }

  @Test
  void withoutAProgramTheCommandIsNamed() {
    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "Where the way to 203.0.113.7 port 8080 ends was not traced, since this machine has no"
                + " traceroute or tracepath that can: traceroute -T -n -p 8080 203.0.113.7 (as root)"
                + " tells.");
  }
}
