package io.tlswhy.probe.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.StoreFile.State;
import io.tlswhy.evidence.StoreFile.Use;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stores of operating systems, by a provider that stands in for theirs. */
class SystemStoresTest {
  private static X509Certificate root;
  private static int loaded;

  private final AtomicLong time = new AtomicLong(17);
  private final SystemStores stores = new SystemStores(() -> List.of(new StandIn()), time::get);

  @BeforeAll
  static void anyCertificate() throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    root = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
  }

  @BeforeEach
  void startCounting() {
    loaded = 0;
  }

  @Test
  void trustedCertificatesAreReadAndPersonalOnesAreNot() {
    assertThat(stores.read())
        .extracting(StoreFile::use, StoreFile::path, StoreFile::state, StoreFile::certificates)
        .containsExactly(tuple(Use.OTHER, "Windows-ROOT", State.READ, List.of(root)));
    assertThat(stores.read().get(0).changed()).isEmpty();
  }

  @Test
  void readAgainAfterAMinuteOnly() {
    stores.read();
    stores.read();
    assertThat(loaded).isEqualTo(1);

    time.addAndGet(Duration.ofSeconds(61).toNanos());

    stores.read();
    assertThat(loaded).isEqualTo(2);
  }

  @Test
  void whereNoProviderIsInstalledNothingIsRead() {
    assertThat(new SystemStores(List::of, time::get).read()).isEmpty();
  }

  /** One store that can be read, and one that cannot. */
  private static final class StandIn extends Provider {
    private static final long serialVersionUID = 1L;

    StandIn() {
      super("SunMSCAPI", "1", "stands in for that of Windows");
      put("KeyStore.Windows-ROOT", Roots.class.getName());
      put("KeyStore.Windows-MY", Roots.class.getName());
      put("KeyStore.Windows-ROOT-LOCALMACHINE", Closed.class.getName());
    }
  }

  /** A store that its owner may not open. */
  public static final class Closed extends Roots {
    @Override
    public void engineLoad(@Nullable InputStream in, char @Nullable [] password)
        throws IOException {
      throw new IOException("access denied");
    }
  }

  /** A trusted certificate, and one that belongs to a key. */
  public static class Roots extends KeyStoreSpi {
    @Override
    public void engineLoad(@Nullable InputStream in, char @Nullable [] password)
        throws IOException {
      loaded++;
    }

    @Override
    public Enumeration<String> engineAliases() {
      return Collections.enumeration(List.of("trusted", "personal"));
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
      return alias.equals("trusted");
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
      return root;
    }

    @Override
    public boolean engineContainsAlias(String alias) {
      return true;
    }

    @Override
    public int engineSize() {
      return 2;
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
      return alias.equals("personal");
    }

    @Override
    public Key engineGetKey(String alias, char[] password) {
      throw new UnsupportedOperationException("nobody may ask for keys");
    }

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
      throw new UnsupportedOperationException("nobody may ask for chains");
    }

    @Override
    public Date engineGetCreationDate(String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineDeleteEntry(String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable String engineGetCertificateAlias(Certificate certificate) {
      return null;
    }

    @Override
    public void engineStore(OutputStream out, char[] password) {
      throw new UnsupportedOperationException();
    }
  }
}
