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
  void withoutTheRightsForTcpAnotherWayIsTaken() throws IOException {
    String program =
        program("traceroute", "[ \"$1\" = -T ] && exit 1", "echo ' 1  10.0.0.1  0.3 ms !X'");

    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 203.0.113.7 port 8080 ends at hop 1, 10.0.0.1, which refuses to forward ("
                + program
                + " -n -q1 -w1 -m20 203.0.113.7).");
  }

  @Test
  void tracepathIsReadToo() throws IOException {
    String program =
        program(
            "tracepath",
            "echo ' 1?: [LOCALHOST]                      pmtu 1500'",
            "echo ' 1:  fd00:0:0:0:0:0:0:1   0.5ms'",
            "echo ' 2:  2001:db8:0:0:0:0:0:7   0.9ms reached'",
            "echo '     Resume: pmtu 1500'");

    assertThat(sentences(trial("2001:db8::7", Stage.Result.TIMEOUT)))
        .containsExactly(
            "The way to 2001:db8:0:0:0:0:0:7 port 8080 is open up to the address itself, hop 2,"
                + " 2001:db8:0:0:0:0:0:7: what drops the connections is there ("
                + program
                + " -n -m20 2001:db8:0:0:0:0:0:7).");
  }

  @Test
  void onlySilenceAndOnlyLiteralAddressesAreTraced() throws IOException {
    program("tracepath", "echo ' 1:  10.0.0.1  0.5ms'");

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
    program("tracepath", "echo ' 1:  10.0.0.1  0.5ms'", "exec sleep 1000");
    assertThat(
            new RouteTrace(List.of(folder), Duration.ofMillis(500))
                .routes(List.of(trial("203.0.113.7", Stage.Result.TIMEOUT))))
        .singleElement()
        .extracting(Route::hops)
        .isEqualTo(List.of("1 10.0.0.1"));
    program("tracepath", "exec yes ' 1:  10.0.0.1  0.5ms'");
    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT))).hasSize(1);
  }

  @Test
  void withoutAProgramNothingIsSaid() {
    assertThat(sentences(trial("203.0.113.7", Stage.Result.TIMEOUT))).isEmpty();
  }
}
