package io.tlswhy.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;

class NameServerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Test
  void addressesAreRead() throws Exception {
    try (TestNameServer server = TestNameServer.answering("192.0.2.1", "192.0.2.2")) {
      DnsAnswer answer = server.client().ask("crl.example", NameServer.RecordType.A, TIMEOUT);

      assertThat(answer.result()).isEqualTo(Stage.Result.OK);
      assertThat(answer.detail()).isEqualTo("192.0.2.1, 192.0.2.2");
    }
  }

  @Test
  void aNameWithoutSuchAnAddressIsNoData() throws Exception {
    try (TestNameServer server = TestNameServer.answering("192.0.2.1")) {
      assertThat(server.client().ask("crl.example", NameServer.RecordType.AAAA, TIMEOUT).result())
          .isEqualTo(Stage.Result.NODATA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    Rcode.NXDOMAIN + ",NXDOMAIN",
    Rcode.SERVFAIL + ",SERVFAIL",
    Rcode.REFUSED + ",REFUSED",
    Rcode.NOTIMP + ",SERVFAIL"
  })
  void errorsAreToldApart(int code, Stage.Result result) throws Exception {
    try (TestNameServer server = TestNameServer.failing(code)) {
      assertThat(server.client().ask("crl.example", NameServer.RecordType.A, TIMEOUT).result())
          .isEqualTo(result);
    }
  }

  @Test
  void silenceIsATimeoutAndAClosedPortIsNot() throws Exception {
    NameServer closed;
    try (TestNameServer silent = TestNameServer.silent()) {
      closed = silent.client();
      assertThat(
              silent
                  .client()
                  .ask("crl.example", NameServer.RecordType.A, Duration.ofMillis(200))
                  .result())
          .isEqualTo(Stage.Result.TIMEOUT);
      assertThat(silent.queries()).isEqualTo(2);
    }
    assertThat(closed.ask("crl.example", NameServer.RecordType.A, TIMEOUT).result())
        .isEqualTo(Stage.Result.UNREACHABLE);
  }

  @Test
  void aTruncatedAnswerIsAskedForAgainOverTcp() throws Exception {
    try (TestNameServer server = TestNameServer.truncating("192.0.2.7")) {
      DnsAnswer answer = server.client().ask("crl.example", NameServer.RecordType.A, TIMEOUT);

      assertThat(answer.detail()).isEqualTo("192.0.2.7");
    }
  }

  @Test
  void garbageIsAFailureOfTheServer() throws Exception {
    try (TestNameServer server = TestNameServer.garbage()) {
      assertThat(server.client().ask("crl.example", NameServer.RecordType.A, TIMEOUT).result())
          .isEqualTo(Stage.Result.SERVFAIL);
    }
  }

  @Test
  void noThreadOfTheLibraryIsStarted() throws Exception {
    try (TestNameServer server = TestNameServer.answering("192.0.2.1")) {
      server.client().ask("crl.example", NameServer.RecordType.A, TIMEOUT);

      Set<Thread> threads = Thread.getAllStackTraces().keySet();
      assertThat(threads).noneMatch(thread -> thread.getName().contains("dnsjava"));
    }
  }

  @Test
  void serversAreReadFromTheResolversFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("resolv.conf");
    Files.write(
        file,
        List.of(
            "# a comment",
            "search corp.example",
            "nameserver 10.0.0.2",
            " nameserver\tfd00::53 ",
            "nameserver resolver.corp.example",
            "nameserver 10.0.0.3",
            "nameserver 10.0.0.4"),
        StandardCharsets.UTF_8);

    assertThat(NameServers.read(file))
        .containsExactly(
            new InetSocketAddress(InetAddress.getByName("10.0.0.2"), 53),
            new InetSocketAddress(InetAddress.getByName("fd00::53"), 53),
            new InetSocketAddress(InetAddress.getByName("10.0.0.3"), 53));
    assertThat(NameServers.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void aJvmThatTakesItsNamesFromAFileAsksNoServer() {
    Properties system = new Properties();
    system.setProperty("jdk.net.hosts.file", "/etc/lab-hosts");

    assertThat(NameServers.of(system)).isEmpty();
  }
}
