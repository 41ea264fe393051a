package io.tlswhy.weave.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.IssuerChange;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.weave.matrix.Pki;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewIssuersTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final NewIssuers issuers = new NewIssuers();

  private static X509Certificate leafOf(String root) throws Exception {
    KeyStore store = new Pki(root).good();
    return (X509Certificate) store.getCertificate(store.aliases().nextElement());
  }

  private List<IssuerChange> refused(String host, X509Certificate leaf, String issuerBefore) {
    HandshakeFailure failure =
        HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, NOW)
            .peer(Peer.of(host, 443, "192.0.2.1"))
            .build();
    return issuers.refused(
        failure,
        leaf,
        LastGoodChain.of(NOW, "", "CN=x", issuerBefore, "a", NOW, Collections.emptyList(), 1));
  }

  @Test
  void peersThatCameToShowTheSameIssuerAreToldToEachOther() throws Exception {
    X509Certificate leaf = leafOf("Corporate CA");

    assertThat(refused("a.example", leaf, "CN=A")).isEmpty();
    assertThat(refused("b.example", leaf, "CN=B"))
        .containsExactly(IssuerChange.of("a.example", "CN=A", NOW));
    assertThat(refused("a.example", leaf, "CN=A"))
        .containsExactly(IssuerChange.of("b.example", "CN=B", NOW));
  }

  @Test
  void issuerThatThePeerAlwaysHadIsNone() throws Exception {
    X509Certificate leaf = leafOf("Corporate CA");
    String issuer = leaf.getIssuerX500Principal().getName();

    assertThat(refused("a.example", leaf, issuer)).isEmpty();
    assertThat(refused("b.example", leaf, "CN=B")).isEmpty();
  }

  @Test
  void issuerOfAnotherNameIsAnother() throws Exception {
    refused("a.example", leafOf("Corporate CA"), "CN=A");

    assertThat(refused("b.example", leafOf("Other CA"), "CN=B")).isEmpty();
  }

  @Test
  void eightPeersOfAnIssuerAreKept() throws Exception {
    X509Certificate leaf = leafOf("Corporate CA");
    for (int i = 0; i < 20; i++) {
      refused("peer" + i + ".example", leaf, "CN=A");
    }

    assertThat(refused("last.example", leaf, "CN=A"))
        .hasSize(7)
        .extracting(IssuerChange::host)
        .contains("peer19.example")
        .doesNotContain("peer0.example");
  }
}
