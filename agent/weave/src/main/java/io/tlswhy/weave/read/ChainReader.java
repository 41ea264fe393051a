package io.tlswhy.weave.read;

import io.tlswhy.evidence.Der;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates that a peer sent, from what JSSE passes to its checks. */
final class ChainReader {
  /** More are not kept: six times what JSSE accepts, but applications validate longer ones. */
  static final int LONGEST = 64;

  private static final int LARGEST = 64 * 1024;

  private final List<X509Certificate> parsed = new ArrayList<X509Certificate>();
  private final List<Der> unparsed = new ArrayList<Der>();

  private ChainReader() {}

  /**
   * Reads an array of certificates (up to TLS 1.2) or a list of {@code CertificateEntry}, whose
   * octets JSSE has yet to parse (TLS 1.3).
   */
  static ChainReader read(@Nullable Object certificates) {
    ChainReader chain = new ChainReader();
    for (Object element : Mirror.of(certificates).elements()) {
      if (chain.parsed.size() + chain.unparsed.size() == LONGEST) {
        break;
      }
      if (element instanceof X509Certificate) {
        chain.parsed.add((X509Certificate) element);
      } else {
        byte[] encoded = Mirror.of(element).field("encoded").as(byte[].class).orElse(null);
        if (encoded != null && encoded.length <= LARGEST) {
          chain.parse(encoded);
        }
      }
    }
    return chain;
  }

  List<X509Certificate> certificates() {
    return parsed;
  }

  List<Der> unparsed() {
    return unparsed;
  }

  private void parse(byte[] encoded) {
    try {
      // The JDK's factory gives the very object that it made of the same octets before.
      parsed.add(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded)));
    } catch (CertificateException | RuntimeException e) {
      unparsed.add(Der.of(encoded));
    }
  }
}
