package io.tlswhy.lab.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A real chain of a public CA, without its key: the one with which a library on Maven Central is
 * signed, or another one from a folder.
 */
public final class PublicChain {
  /** Names a folder with the DER files of another chain. */
  public static final String FOLDER_PROPERTY = "lab.public-chain";

  private static final String SIGNATURE = "/public-chain/ECLIPSE_.RSA";

  private final List<X509Certificate> upToRoot;

  private PublicChain(List<X509Certificate> upToRoot) {
    this.upToRoot = List.copyOf(upToRoot);
  }

  /** Reads the chain. */
  public static PublicChain read() throws IOException {
    Optional<String> folder = Optional.ofNullable(System.getProperty(FOLDER_PROPERTY));
    try {
      return new PublicChain(
          ordered(folder.isPresent() ? inFolder(Path.of(folder.get())) : ofSignedLibrary()));
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate of the public chain cannot be read", e);
    }
  }

  private static List<X509Certificate> ofSignedLibrary()
      throws IOException, GeneralSecurityException {
    try (InputStream in = PublicChain.class.getResourceAsStream(SIGNATURE)) {
      if (in == null) {
        throw new IOException(SIGNATURE + " is not in the lab's jar");
      }
      return x509(factory().generateCertPath(in, "PKCS7").getCertificates());
    }
  }

  private static List<X509Certificate> inFolder(Path folder)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".der")).toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        found.add((X509Certificate) factory().generateCertificate(in));
      }
    }
    return found;
  }

  private static CertificateFactory factory() throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509");
  }

  private static List<X509Certificate> x509(Collection<? extends Certificate> certificates) {
    return certificates.stream().map(X509Certificate.class::cast).toList();
  }

  private static List<X509Certificate> ordered(List<X509Certificate> some) throws IOException {
    X509Certificate leaf =
        some.stream()
            .filter(one -> one.getBasicConstraints() < 0)
            .findFirst()
            .orElseThrow(() -> new IOException("the public chain has no end"));
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    for (Optional<X509Certificate> next = issuer(leaf, some);
        next.isPresent() && !chain.contains(next.get());
        next = issuer(next.get(), some)) {
      chain.add(next.get());
    }
    return chain;
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, List<X509Certificate> some) {
    return some.stream()
        .filter(one -> one.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .findFirst();
  }

  /** What a server would send, with a key of the same type that is not theirs. */
  public Identity withoutItsKey() {
    List<X509Certificate> sent = upToRoot.subList(0, upToRoot.size() - 1);
    boolean rsa = sent.get(0).getPublicKey().getAlgorithm().equals("RSA");
    return new Identity((rsa ? Keys.rsa(2048) : Keys.ellipticCurve()).getPrivate(), sent);
  }

  /** The chain's root. */
  public X509Certificate root() {
    return upToRoot.get(upToRoot.size() - 1);
  }

  /** The roots that this JVM trusts, but for the chain's. */
  public List<X509Certificate> otherRoots() throws IOException {
    Path cacerts = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try {
      KeyStore store = KeyStore.getInstance(cacerts.toFile(), (char[]) null);
      List<X509Certificate> others = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        X509Certificate root = (X509Certificate) store.getCertificate(alias);
        if (!root.getPublicKey().equals(root().getPublicKey())) {
          others.add(root);
        }
      }
      return others;
    } catch (GeneralSecurityException e) {
      throw new IOException(cacerts + " cannot be read", e);
    }
  }
}
