package io.tlswhy.probe.files;

import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.StoreFile.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads one file of trusted certificates, whatever its format (JKS, JCEKS, PKCS 12, PEM, DER), by
 * the JDK's own providers: another one, first in the list, may be the application's.
 *
 * <p>For one thread. A file that has not changed is not read again: in a storm each failing peer
 * asks for the same stores.
 */
final class StoreReader {
  private static final int LARGEST = 8 << 20;
  private static final int MOST_CERTIFICATES = 2_000;
  private static final int JKS = 0xFEEDFEED;
  private static final int JCEKS = 0xCECECECE;
  private static final int DER_SEQUENCE = 0x30;
  private static final String[] OF_THE_JDK = {"SUN", "SunJSSE", "SunJCE"};

  private final KnownStores known = new KnownStores();

  /**
   * Reads a file as it is now.
   *
   * @param passwords those that may fit; without any, what is not encrypted is read all the same
   */
  StoreFile read(StoreFile.Use use, Path path, List<String> passwords) {
    String shown = path.toAbsolutePath().normalize().toString();
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return StoreFile.unread(use, shown, State.NO_FILE);
      }
      Instant changed = attributes.lastModifiedTime().toInstant();
      KnownStores.Key key = new KnownStores.Key(shown, changed, attributes.size(), passwords);
      Optional<List<X509Certificate>> before = known.find(key);
      if (before.isPresent()) {
        return StoreFile.read(use, shown, changed, before.get());
      }
      Optional<byte[]> octets = octets(path, attributes.size());
      if (!octets.isPresent()) {
        return StoreFile.unread(use, shown, State.TOO_LARGE);
      }
      List<X509Certificate> certificates = certificates(octets.get(), passwords);
      known.remember(key, certificates);
      return StoreFile.read(use, shown, changed, certificates);
    } catch (NoSuchFileException missing) {
      return StoreFile.unread(use, shown, State.MISSING);
    } catch (AccessDeniedException forbidden) {
      return StoreFile.unread(use, shown, State.FORBIDDEN);
    } catch (GeneralSecurityException | IOException | RuntimeException other) {
      return StoreFile.unread(use, shown, State.UNREADABLE);
    }
  }

  /** A file may grow between the look at its size and the reading. */
  static Optional<byte[]> octets(Path path, long size) throws IOException {
    if (size > LARGEST) {
      return Optional.empty();
    }
    byte[] buffer = new byte[(int) size + 1];
    int length = 0;
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = 0; read >= 0 && length < buffer.length; length += Math.max(0, read)) {
        read = in.read(buffer, length, buffer.length - length);
      }
    }
    return length > size ? Optional.empty() : Optional.of(Arrays.copyOf(buffer, length));
  }

  private static List<X509Certificate> certificates(byte[] octets, List<String> passwords)
      throws GeneralSecurityException, IOException {
    if (octets.length < Integer.BYTES) {
      throw new IOException("no store");
    }
    switch (java.nio.ByteBuffer.wrap(octets).getInt()) {
      case JKS:
        return entries("JKS", octets, passwords);
      case JCEKS:
        return entries("JCEKS", octets, passwords);
      default:
        return (octets[0] & 0xFF) == DER_SEQUENCE && !isCertificate(octets)
            ? entries("PKCS12", octets, passwords)
            : bounded(
                CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(withoutComments(octets))));
    }
  }

  private static boolean isCertificate(byte[] octets) {
    try {
      CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
      return true;
    } catch (GeneralSecurityException noCertificate) {
      return false;
    }
  }

  /** The JDK's factory does not read every text that may stand between the blocks of PEM. */
  private static byte[] withoutComments(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    if (!text.contains("-----BEGIN")) {
      return octets;
    }
    StringBuilder blocks = new StringBuilder(text.length());
    boolean inside = false;
    for (String line : text.split("\\r?\\n", -1)) {
      inside |= line.startsWith("-----BEGIN ") && line.contains("CERTIFICATE");
      if (inside) {
        blocks.append(line.replace("TRUSTED CERTIFICATE", "CERTIFICATE")).append('\n');
      }
      inside &= !line.startsWith("-----END ");
    }
    return blocks.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<X509Certificate> entries(String type, byte[] octets, List<String> passwords)
      throws GeneralSecurityException, IOException {
    List<Optional<String>> tried = new ArrayList<>();
    for (String password : passwords) {
      tried.add(Optional.of(password));
    }
    tried.add(Optional.empty());
    IOException last = new IOException("no store");
    for (Optional<String> password : tried) {
      try {
        KeyStore store = ofTheJdk(type);
        store.load(
            new ByteArrayInputStream(octets), password.map(String::toCharArray).orElse(null));
        List<X509Certificate> found = trusted(store);
        if (password.isPresent() || !found.isEmpty()) {
          return found;
        }
        // Without a password PKCS 12 shows nothing of what is encrypted, and does not complain.
      } catch (IOException wrongPassword) {
        last = wrongPassword;
      }
    }
    throw last;
  }

  private static KeyStore ofTheJdk(String type) throws GeneralSecurityException {
    for (String provider : OF_THE_JDK) {
      try {
        return KeyStore.getInstance(type, provider);
      } catch (GeneralSecurityException notThere) {
        continue;
      }
    }
    return KeyStore.getInstance(type);
  }

  /** The certificates that a store calls trusted; those that belong to a key are not. */
  static List<X509Certificate> trusted(KeyStore store) throws GeneralSecurityException {
    List<Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)) {
        certificates.add(store.getCertificate(alias));
      }
    }
    return bounded(certificates);
  }

  private static List<X509Certificate> bounded(Iterable<? extends Certificate> certificates) {
    List<X509Certificate> found = new ArrayList<>();
    for (Certificate certificate : certificates) {
      if (certificate instanceof X509Certificate && found.size() < MOST_CERTIFICATES) {
        found.add((X509Certificate) certificate);
      }
    }
    return found;
  }
}
