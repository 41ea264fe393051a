package io.tlswhy.weave.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.weave.matrix.Pki;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastGoodChainsTest {
  private final LastGoodChains chains = new LastGoodChains();

  @Test
  void summarisesTheChain() throws Exception {
    Pki pki = new Pki("Root");
    X509Certificate[] chain =
        chain(pki.revocable("http://crl.example/1.crl", "http://ocsp.example/"));
    chains.accepted("api.example", 443, InetAddress.getByName("127.0.0.7"), chain);
    LastGoodChain good = find("api.example", 443).orElseThrow(AssertionError::new);
    assertThat(good.subject()).isEqualTo("CN=localhost");
    assertThat(good.issuer()).isEqualTo("CN=Root");
    assertThat(good.address()).isEqualTo("127.0.0.7");
    assertThat(good.serialNumber()).isEqualTo(chain[0].getSerialNumber().toString(16));
    assertThat(good.notAfter()).isEqualTo(chain[0].getNotAfter().toInstant());
    assertThat(good.pointers()).containsExactly("http://crl.example/1.crl", "http://ocsp.example/");
    assertThat(good.length()).isEqualTo(2);
    assertThat(find("api.example", 8443)).isEmpty();
    assertThat(find("other.example", 443)).isEmpty();
  }

  @Test
  void givesTheVariantThatWasAcceptedLast() throws Exception {
    X509Certificate[] old = chain(new Pki("Old").good());
    X509Certificate[] young = chain(new Pki("Young").good());
    PeerChains peer = new PeerChains();
    peer.accepted(old, null, 1);
    peer.accepted(young, null, 2);
    assertThat(issuer(peer)).isEqualTo("CN=Young");
    peer.accepted(old, null, 3);
    assertThat(issuer(peer)).isEqualTo("CN=Old");
    assertThat(peer.size()).isEqualTo(2);
  }

  @Test
  void keepsFourVariantsOfAPeer() throws Exception {
    Pki pki = new Pki("Root");
    PeerChains peer = new PeerChains();
    for (int i = 0; i < 6; i++) {
      peer.accepted(chain(pki.good()), null, i);
    }
    assertThat(peer.size()).isEqualTo(4);
  }

  @Test
  void forgetsThePeerThatWasNotUsedForLongest() throws Exception {
    X509Certificate[] chain = chain(new Pki("Root").good());
    for (int i = 0; i < 12_000; i++) {
      chains.accepted("peer" + i + ".example", 443, null, chain);
      chains.accepted("always.example", 443, null, chain);
    }
    assertThat(chains.size()).isLessThanOrEqualTo(10_000).isGreaterThan(9_000);
    assertThat(find("always.example", 443)).isPresent();
    assertThat(find("peer11999.example", 443)).isPresent();
    assertThat(find("peer0.example", 443)).isEmpty();
  }

  private Optional<LastGoodChain> find(String host, int port) {
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, Instant.EPOCH);
    chains.addTo(evidence, Peer.of(host, port, ""));
    return evidence.build().lastGood();
  }

  private static String issuer(PeerChains peer) {
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, Instant.EPOCH);
    peer.addTo(evidence);
    return evidence.build().lastGood().map(LastGoodChain::issuer).orElse("");
  }

  private static X509Certificate[] chain(KeyStore keys) throws Exception {
    java.security.cert.Certificate[] stored = keys.getCertificateChain("key");
    X509Certificate[] chain = new X509Certificate[stored.length];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = (X509Certificate) stored[i];
    }
    return chain;
  }
}
