package io.tlswhy.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsPeerTest {
  private final LabCa ca = LabCa.root("Root");
  private final Identity first = ca.issue(CertificateSpec.server("a.test"));
  private final Identity second = ca.issue(CertificateSpec.server("b.test"));

  @Test
  void handsConnectionsToItsBackendsInTurn() throws IOException {
    try (TlsPeer peer =
        TlsPeer.start(Addresses.next(), TlsContexts.of(first), TlsContexts.of(second))) {
      assertThat(List.of(certificateOf(peer), certificateOf(peer), certificateOf(peer)))
          .containsExactly(first.certificate(), second.certificate(), first.certificate());
    }
  }

  @Test
  void refusesAClientWithoutTheCertificateThatItRequires() throws IOException {
    SSLContext context = TlsContexts.of(first, List.of(ca.certificate()));
    try (TlsPeer peer =
        TlsPeer.start(Addresses.next(), context, tls -> tls.setNeedClientAuth(true))) {
      TlsCaller stranger = new TlsCaller(TlsContexts.anonymous());
      assertThat(stranger.ask(peer.address())).contains("SSLHandshakeException");
      TlsCaller known = new TlsCaller(TlsContexts.of(ca.issue(CertificateSpec.client("known"))));
      assertThat(known.ask(peer.address())).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void letsOnlyThoseClientHellosThroughThatItWelcomes() throws IOException {
    try (TlsPeer peer =
        TlsPeer.behind(
            Addresses.next(),
            TlsContexts.of(first),
            hello -> hello.serverName().isEmpty(),
            Behaviours.alertingAtOnce(80))) {
      assertThat(new TlsCaller(TlsContexts.anonymous()).ask(peer.address()))
          .contains("internal_error");
      try (SSLSocket nameless =
          (SSLSocket)
              TlsContexts.anonymous()
                  .getSocketFactory()
                  .createSocket(peer.address().getAddress(), peer.port())) {
        assertThat(nameless.getSession().getPeerCertificates()[0]).isEqualTo(first.certificate());
      }
    }
  }

  private static Object certificateOf(TlsPeer peer) throws IOException {
    try (Socket plain = new Socket(peer.address().getAddress(), peer.port());
        SSLSocket tls =
            (SSLSocket)
                TlsContexts.anonymous()
                    .getSocketFactory()
                    .createSocket(plain, "a.test", peer.port(), true)) {
      return tls.getSession().getPeerCertificates()[0];
    }
  }
}
