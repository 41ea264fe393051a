package io.tlswhy.lab.pki;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;

/** Key and trust store files, in the one format that every JDK reads: JKS. */
public final class Stores {
  /** The password of every store. */
  public static final String PASSWORD = "changeit";

  private Stores() {}

  /** Writes a trust store. */
  public static Path trust(Path file, Iterable<X509Certificate> certificates) {
    try {
      KeyStore store = empty();
      int number = 0;
      for (X509Certificate certificate : certificates) {
        store.setCertificateEntry("root-" + number++, certificate);
      }
      return write(store, file);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /**
   * Writes a trust store in PKCS 12, protected as newer Java does: with AES and keys of 256 bits.
   */
  public static Path newTrust(Path file, X509Certificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("root", certificate);
      return write(store, file);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** Writes a key store with one key. */
  public static Path key(Path file, Identity identity) {
    return keys(file, Map.of("key", identity));
  }

  /** Writes a key store with several keys, by their aliases. */
  public static Path keys(Path file, Map<String, Identity> identities) {
    try {
      KeyStore store = empty();
      for (Map.Entry<String, Identity> entry : identities.entrySet()) {
        store.setKeyEntry(
            entry.getKey(),
            entry.getValue().key(),
            PASSWORD.toCharArray(),
            entry.getValue().chain().toArray(new Certificate[0]));
      }
      return write(store, file);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }

  private static Path write(KeyStore store, Path file)
      throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
