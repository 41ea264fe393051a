package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.e2e.app.NetHttpClient;
import io.tlswhy.e2e.app.NettyClient;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Behaviours;
import io.tlswhy.lab.net.ForwardProxy;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Second handshakes on the way of the first: with an engine's peer, and through a proxy. */
@Execution(ExecutionMode.CONCURRENT)
class SecondHandshakesIT {
  private static final String HOST = "api.partner.test";
  private static final String[] AGENT = {
    "log=stderr", "probe=all", "timeout=2s", "allow=127.0.0.0/8"
  };
  private static final int INSUFFICIENT_SECURITY = 71;
  private static final Path NETTY =
      Path.of(System.getProperty("tlswhy.netty", "target/netty")).toAbsolutePath();

  private final LabCa root = LabCa.root("Partner Root CA");

  static Stream<Jdk> full() {
    return Jdk.full().stream();
  }

  static Stream<Jdk> withNetHttp() {
    return Jdk.full().stream().filter(jdk -> jdk.feature() >= 11);
  }

  static Stream<Jdk> all() {
    return Jdk.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("full")
  void versionThatThePeerOfNettysEngineSpeaksIsProved(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      TlsPeer peer = oldPeer(lab);

      assertVersion(netty(jdk, lab, peer), peer);
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("withNetHttp")
  void versionThatThePeerOfJavaNetHttpsEngineSpeaksIsProved(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      TlsPeer peer = oldPeer(lab);

      assertVersion(netHttp(jdk, lab, peer), peer);
    }
  }

  private static void assertVersion(String told, TlsPeer peer) {
    assertThat(told)
        .contains("tlswhy[protocol.version] ")
        .contains(
            "The second handshakes went to "
                + peer.address().getAddress().getHostAddress()
                + " port "
                + peer.port()
                + ", the first address")
        .containsPattern("\\(proved, incident [0-9a-f]{10}\\)");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("full")
  void serverNameThatTheWayToNettysPeerDoesNotLetPassIsFound(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      TlsPeer peer =
          lab.keep(
              TlsPeer.behind(
                  lab.host(HOST),
                  TlsContexts.of(root.issue(CertificateSpec.server(HOST))),
                  hello -> !hello.serverName().equals(Optional.of(HOST)),
                  Behaviours.alertingAtOnce(INSUFFICIENT_SECURITY)));

      assertThat(netty(jdk, lab, peer))
          .contains("tlswhy[name.sni] ")
          .containsPattern("\\(proved, incident [0-9a-f]{10}\\)");
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("withNetHttp")
  void alpnThatThePeerOfJavaNetHttpWantsIsFound(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      TlsPeer peer =
          lab.keep(
              TlsPeer.behind(
                  lab.host(HOST),
                  TlsContexts.of(root.issue(CertificateSpec.server(HOST))),
                  hello -> hello.applicationProtocols().isEmpty(),
                  Behaviours.alertingAtOnce(INSUFFICIENT_SECURITY)));

      assertThat(netHttp(jdk, lab, peer))
          .contains("tlswhy[protocol.alpn] ")
          .containsPattern("\\(proved, incident [0-9a-f]{10}\\)");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void secondHandshakesGoThroughTheProxyToThePeersOwnPort(Jdk jdk) throws IOException {
    try (Lab lab = new Lab();
        ForwardProxy proxy = new ForwardProxy(lab.host("proxy.corp"))) {
      TlsPeer peer = oldPeer(lab);
      proxy.route(HOST, peer.port(), peer.address());

      String told = throughProxy(jdk, lab, proxy, peer.port());

      assertThat(told)
          .contains("tlswhy[protocol.version] The server api.partner.test port " + peer.port())
          .contains("through proxy.corp:" + proxy.port())
          .contains("The second handshakes went through the proxy proxy.corp:" + proxy.port())
          .containsPattern("\\(proved, incident [0-9a-f]{10}\\)");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void proxyThatInspectsIsProvedPastIt(Jdk jdk) throws IOException {
    try (Lab lab = new Lab();
        ForwardProxy proxy = new ForwardProxy(lab.host("proxy.corp"))) {
      // Its certificate is encrypted.
      TlsPeer peer =
          lab.keep(
              TlsPeer.start(
                  lab.host(HOST),
                  TlsContexts.of(root.issue(CertificateSpec.server(HOST))),
                  tls -> tls.setProtocols(new String[] {"TLSv1.3"})));
      LabCa box = LabCa.root("Corporate Inspection");
      TlsPeer remade =
          lab.peer("box.corp", TlsContexts.of(box.issue(CertificateSpec.server(HOST))));
      proxy.route(HOST, peer.port(), remade.address());

      String told = throughProxy(jdk, lab, proxy, peer.port());

      assertThat(told)
          .contains(
              "tlswhy[chain.intercepted] The certificate that came for api.partner.test through the"
                  + " proxy proxy.corp:"
                  + proxy.port()
                  + " was made on the way: ")
          .contains(
              " while asked directly at "
                  + peer.address().getAddress().getHostAddress()
                  + " port "
                  + peer.port()
                  + " api.partner.test shows one with another key")
          .containsPattern("\\(proved, incident [0-9a-f]{10}\\)")
          .doesNotContain("as a trust anchor");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("full")
  void engineWhosePeerIsThisMachineIsLeftAlone(Jdk jdk) throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (Lab lab = new Lab()) {
      RawServer.Behaviour refusing = Behaviours.alerting(INSUFFICIENT_SECURITY);
      RawServer peer =
          lab.keep(
              RawServer.start(
                  lab.host(HOST),
                  connection -> {
                    connections.incrementAndGet();
                    refusing.serve(connection);
                  }));

      String told = netty(jdk, lab, peer.port(), "log=stderr", "probe=all", "timeout=2s");

      assertThat(told)
          .contains("tlswhy[")
          .contains("No second handshake was made: an address of this machine itself.");
      assertThat(connections).hasValue(1);
    }
  }

  private TlsPeer oldPeer(Lab lab) throws IOException {
    return lab.keep(
        TlsPeer.start(
            lab.host(HOST),
            TlsContexts.of(root.issue(CertificateSpec.server(HOST))),
            tls -> tls.setProtocols(new String[] {"TLSv1"})));
  }

  private String netty(Jdk jdk, Lab lab, TlsPeer peer) throws IOException {
    return netty(jdk, lab, peer.port(), AGENT);
  }

  private String netty(Jdk jdk, Lab lab, int port, String... agent) throws IOException {
    try (Stream<Path> jars = Files.list(NETTY)) {
      return jvm(jdk, lab, jars.toList(), agent)
          .run(NettyClient.class, HOST, Integer.toString(port))
          .errors();
    }
  }

  private String netHttp(Jdk jdk, Lab lab, TlsPeer peer) {
    return jvm(jdk, lab, List.of(), AGENT)
        .run(NetHttpClient.class, "https://" + HOST + ":" + peer.port() + "/")
        .errors();
  }

  private String throughProxy(Jdk jdk, Lab lab, ForwardProxy proxy, int port) {
    return jvm(jdk, lab, List.of(), AGENT)
        .with("-Dhttps.proxyHost=proxy.corp", "-Dhttps.proxyPort=" + proxy.port())
        .run(Fetch.class, "https://" + HOST + ":" + port + "/", "1", "4000")
        .errors();
  }

  private ForkedJvm jvm(Jdk jdk, Lab lab, List<Path> more, String... agent) {
    List<Path> jars = new ArrayList<>(more);
    jars.add(lab.names().classPath());
    return ForkedJvm.of(jdk)
        .withAgent(agent)
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(lab.trusting(root.certificate()).toArray(new String[0]))
        .withJars(jars);
  }
}
