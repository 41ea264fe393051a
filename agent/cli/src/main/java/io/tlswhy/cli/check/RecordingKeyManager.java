package io.tlswhy.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a server asks of a client certificate, and sends the one of {@code
 * javax.net.ssl.keyStore}, as this JVM's default would; none where that is not set.
 */
final class RecordingKeyManager extends X509ExtendedKeyManager {
  private static final String PREFIX = "javax.net.ssl.keyStore";
  private static final String[] NONE = {};

  private final Optional<X509ExtendedKeyManager> own;
  private final List<X509Certificate> held;
  private boolean asked;
  private List<X500Principal> issuers = Collections.emptyList();
  private List<X509Certificate> sent = Collections.emptyList();

  private RecordingKeyManager(Optional<X509ExtendedKeyManager> own, List<X509Certificate> held) {
    this.own = own;
    this.held = held;
  }

  /** The key manager that this JVM's properties ask for. */
  static RecordingKeyManager ofProperties() throws CheckException {
    String file = System.getProperty(PREFIX, "");
    if (file.isEmpty() || file.equals("NONE")) {
      return new RecordingKeyManager(Optional.empty(), Collections.emptyList());
    }
    try {
      char[] password = System.getProperty(PREFIX + "Password", "").toCharArray();
      KeyStore store = load(Paths.get(file), password);
      return new RecordingKeyManager(Optional.of(managerOf(store, password)), held(store));
    } catch (IOException | GeneralSecurityException e) {
      throw CheckException.failed("the key store " + file + " could not be read: " + e);
    }
  }

  private static KeyStore load(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store =
        KeyStore.getInstance(System.getProperty(PREFIX + "Type", KeyStore.getDefaultType()));
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static List<X509Certificate> held(KeyStore store) throws GeneralSecurityException {
    List<X509Certificate> held = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate = store.getCertificate(alias);
      if (store.isKeyEntry(alias) && certificate instanceof X509Certificate) {
        held.add((X509Certificate) certificate);
      }
    }
    return Collections.unmodifiableList(held);
  }

  private static X509ExtendedKeyManager managerOf(KeyStore store, char[] password)
      throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    for (KeyManager each : factory.getKeyManagers()) {
      if (each instanceof X509ExtendedKeyManager) {
        return (X509ExtendedKeyManager) each;
      }
    }
    throw new GeneralSecurityException("no key manager of a known kind");
  }

  /** Whether the server asked for a certificate. */
  boolean asked() {
    return asked;
  }

  /** The issuers that it named. */
  List<X500Principal> issuers() {
    return issuers;
  }

  /** What was sent to it, its own certificate first. */
  List<X509Certificate> sent() {
    return sent;
  }

  /** The certificates of the keys that were not sent. */
  List<X509Certificate> others() {
    List<X509Certificate> others = new ArrayList<>(held);
    others.removeAll(sent);
    return others;
  }

  /** Whether there is a key store, and no key in it. */
  boolean isKeyless() {
    return own.isPresent() && held.isEmpty();
  }

  /** The class of the key manager that chooses; empty if there is none. */
  String ownClass() {
    return own.map(manager -> manager.getClass().getName()).orElse("");
  }

  private @Nullable String chosen(Principal @Nullable [] named, @Nullable String alias) {
    asked = true;
    if (issuers.isEmpty() && named != null) {
      List<X500Principal> all = new ArrayList<>();
      for (Principal each : named) {
        if (each instanceof X500Principal) {
          all.add((X500Principal) each);
        }
      }
      issuers = Collections.unmodifiableList(all);
    }
    X509Certificate[] chain = alias == null ? null : getCertificateChain(alias);
    if (chain != null) {
      sent = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(chain)));
    }
    return alias;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] named, @Nullable Socket socket) {
    return chosen(
        named, own.isPresent() ? own.get().chooseClientAlias(types, named, socket) : null);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] named, @Nullable SSLEngine engine) {
    return chosen(
        named, own.isPresent() ? own.get().chooseEngineClientAlias(types, named, engine) : null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return own.isPresent() ? own.get().getCertificateChain(alias) : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return own.isPresent() ? own.get().getPrivateKey(alias) : null;
  }

  @Override
  public String[] getClientAliases(String type, Principal @Nullable [] named) {
    String[] aliases = own.isPresent() ? own.get().getClientAliases(type, named) : null;
    return aliases == null ? NONE : aliases;
  }

  @Override
  public String[] getServerAliases(String type, Principal @Nullable [] named) {
    return NONE;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] named, @Nullable Socket socket) {
    return null;
  }
}
