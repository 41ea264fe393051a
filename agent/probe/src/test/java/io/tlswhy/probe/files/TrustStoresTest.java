package io.tlswhy.probe.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.StoreFile.State;
import io.tlswhy.evidence.StoreFile.Use;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.TrustStoreOrigin.Source;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stores are read, and what comes of each. */
class TrustStoresTest {
  private static X509Certificate root;

  @TempDir Path folder;

  @BeforeAll
  static void anyCertificate() throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    root = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
  }

  private final StoreReader reader = new StoreReader();

  private Path store(String name, String type, String password) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("root", root);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private Path pem(String name, String before) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        before
            + "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(root.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  private List<StoreFile> stores(TrustStoreOrigin origin, String... system) {
    TrustSettings trust =
        TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl")
            .origin(origin)
            .build();
    return TrustStores.of(
        reader,
        trust,
        Map.of(
            "java.home",
            folder.resolve("jdk").toString(),
            "javax.net.ssl.trustStorePassword",
            "secret"),
        List.of(system));
  }

  private static TrustStoreOrigin inUse(Path path) {
    return TrustStoreOrigin.builder(Source.PROPERTY).path(path.toString()).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  void keyStoreOfEveryType(String type) throws Exception {
    StoreFile file = stores(inUse(store("trust", type, "secret"))).get(0);

    assertThat(file.use()).isEqualTo(Use.IN_USE);
    assertThat(file.state()).isEqualTo(State.READ);
    assertThat(file.certificates()).containsExactly(root);
    assertThat(file.changed()).isPresent();
  }

  @Test
  void bundleOfTheOperatingSystemWithItsComments() throws Exception {
    String bundle = pem("bundle.crt", "# Some Root =\u00e9=\n\n").toString();

    StoreFile file = stores(inUse(folder.resolve("none")), bundle).get(2);

    assertThat(file.use()).isEqualTo(Use.OTHER);
    assertThat(file.path()).isEqualTo(bundle);
    assertThat(file.certificates()).containsExactly(root);
  }

  @Test
  void fileWithAnotherPassword() throws Exception {
    assertThat(stores(inUse(store("trust.p12", "PKCS12", "another"))).get(0).state())
        .isEqualTo(State.UNREADABLE);
  }

  @Test
  void fileThatIsNoStore() throws Exception {
    Path text = Files.writeString(folder.resolve("trust.jks"), "not a store");

    assertThat(stores(inUse(text)).get(0).state()).isEqualTo(State.UNREADABLE);
  }

  @Test
  void folderIsNoFile() {
    assertThat(stores(inUse(folder)).get(0).state()).isEqualTo(State.NO_FILE);
  }

  @Test
  void fileThatIsTooLargeIsNotRead() throws Exception {
    Path large = Files.write(folder.resolve("large.jks"), new byte[(8 << 20) + 1]);

    assertThat(stores(inUse(large)).get(0).state()).isEqualTo(State.TOO_LARGE);
  }

  @Test
  void whatStandsBesideAStoreThatIsNotThere() throws Exception {
    Path beside = store("trust.p12", "PKCS12", "secret");
    Files.write(folder.resolve("app.jar"), "jar".getBytes(StandardCharsets.US_ASCII));
    String asked = folder.resolve("trust.jks").toString();

    assertThat(stores(TrustStoreOrigin.builder(Source.FALLBACK).askedFor(asked).build()))
        .extracting(StoreFile::use, StoreFile::path, StoreFile::state)
        .containsExactly(
            tuple(Use.ASKED_FOR, asked, State.MISSING),
            tuple(Use.BESIDE, beside.toString(), State.READ),
            tuple(Use.OTHER, folder.resolve("jdk/lib/security/cacerts").toString(), State.MISSING));
  }

  @Test
  void ofAnApplicationsOwnManagerTheStoreThatThePlatformWouldTake() throws Exception {
    Files.createDirectories(folder.resolve("jdk/lib/security"));
    Path cacerts = store("jdk/lib/security/cacerts", "JKS", "changeit");

    assertThat(stores(TrustStoreOrigin.builder(Source.APPLICATION).build()))
        .extracting(StoreFile::use, StoreFile::path, StoreFile::certificates)
        .containsExactly(tuple(Use.PLATFORM, cacerts.toString(), List.of(root)));
  }

  @Test
  void whatHasNotChangedIsNotReadAgain() throws Exception {
    Path path = pem("ca.pem", "");
    X509Certificate first = stores(inUse(path)).get(0).certificates().get(0);

    assertThat(stores(inUse(path)).get(0).certificates().get(0)).isSameAs(first);

    pem("ca.pem", "changed\n");

    assertThat(stores(inUse(path)).get(0).certificates())
        .singleElement()
        .isNotSameAs(first)
        .isEqualTo(first);
  }
}
