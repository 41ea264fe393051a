package io.tlswhy.weave.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerHistory;
import io.tlswhy.evidence.Role;
import io.tlswhy.weave.matrix.Pki;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
    assertThat(good.others()).containsExactly(chain[1]);
    assertThat(good.key()).isEqualTo(Arrays.hashCode(chain[0].getPublicKey().getEncoded()));
    assertThat(good.clockMoved().abs()).isLessThan(Duration.ofSeconds(30));
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

  @Test
  void countsByBackendFromTheFirstFailureOn() throws Exception {
    Peer peer = Peer.of("api.example", 443, "127.0.0.7");
    X509Certificate[] whole = chain(new Pki("Root").good());
    List<X509Certificate> leafOnly = Collections.singletonList(whole[0]);
    InetAddress address = InetAddress.getByName("127.0.0.7");
    chains.accepted("api.example", 443, address, whole);
    assertThat(history(peer)).isEmpty();

    for (int i = 0; i < 3; i++) {
      chains.failed(peer, leafOnly, false);
      chains.accepted("api.example", 443, address, whole);
      chains.accepted("api.example", 443, address, whole);
    }
    chains.failed(Peer.of("api.example", 443, "127.0.0.8"), Collections.emptyList(), false);

    PeerHistory history = history(peer).orElseThrow(AssertionError::new);
    assertThat(history.failed()).isEqualTo(4);
    assertThat(history.passed()).isEqualTo(6);
    String serial = whole[0].getSerialNumber().toString(16);
    assertThat(history.backends())
        .extracting(
            Backend::address,
            Backend::serialNumber,
            Backend::certificates,
            Backend::failed,
            Backend::passed)
        .containsExactly(
            tuple("127.0.0.7", serial, 1, 3L, 0L),
            tuple("127.0.0.7", serial, 2, 0L, 6L),
            tuple("127.0.0.8", "", 0, 1L, 0L));
  }

  @Test
  void whatFailsAfterItsChainWasAcceptedIsCountedOnce() throws Exception {
    Peer peer = Peer.of("api.example", 443, "127.0.0.7");
    X509Certificate[] chain = chain(new Pki("Root").good());
    InetAddress address = InetAddress.getByName("127.0.0.7");
    for (int i = 0; i < 2; i++) {
      chains.accepted("api.example", 443, address, chain);
      chains.failed(peer, Arrays.asList(chain), true);
    }

    PeerHistory history = history(peer).orElseThrow(AssertionError::new);
    assertThat(history.failed()).isEqualTo(2);
    assertThat(history.passed()).isZero();
  }

  @Test
  void ninthBackendIsCountedTogetherWithThoseAfterIt() throws Exception {
    X509Certificate[] chain = chain(new Pki("Root").good());
    for (int i = 0; i < 20; i++) {
      chains.failed(Peer.of("api.example", 443, "127.0.0." + i), Arrays.asList(chain), false);
    }

    PeerHistory history = history(Peer.of("api.example", 443, "")).orElseThrow(AssertionError::new);
    assertThat(history.backends()).hasSize(8);
    assertThat(history.backends().get(7).address()).isEmpty();
    assertThat(history.failed()).isEqualTo(20);
  }

  private Optional<PeerHistory> history(Peer peer) {
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, Instant.EPOCH);
    chains.addTo(evidence, peer);
    return evidence.build().peerHistory();
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
