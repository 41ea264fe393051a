package io.tlswhy.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicChainTest {
  private final PublicChain chain;

  PublicChainTest() throws IOException {
    chain = PublicChain.read();
  }

  @Test
  void isSignedByAPublicRootFromEndToEnd() throws GeneralSecurityException {
    List<X509Certificate> sent = chain.withoutItsKey().chain();
    for (int i = 0; i + 1 < sent.size(); i++) {
      sent.get(i).verify(sent.get(i + 1).getPublicKey());
    }
    sent.get(sent.size() - 1).verify(chain.root().getPublicKey());
  }

  @Test
  void isServedWithAKeyOfItsTypeThatIsNotItsOwn() {
    Identity served = chain.withoutItsKey();
    assertThat(served.key().getAlgorithm())
        .isEqualTo(served.certificate().getPublicKey().getAlgorithm());
  }

  @Test
  void leavesItsRootOutOfTheJdksRoots() throws IOException {
    assertThat(chain.otherRoots()).hasSizeGreaterThan(20).doesNotContain(chain.root());
  }
}
