package io.tlswhy.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes an input apart, a piece after the other. */
public final class Octets {
  private static final CertificateFactory FACTORY = factory();

  private final byte[] octets;
  private int at;

  /** A reader of that input. */
  public Octets(byte[] octets) {
    this.octets = octets;
  }

  private static CertificateFactory factory() {
    try {
      return CertificateFactory.getInstance("X.509");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The next octet as a number, 0 at the end. */
  public int next() {
    return at < octets.length ? octets[at++] & 0xff : 0;
  }

  /** The certificates that stand there one behind the other in DER, at most so many. */
  public List<X509Certificate> certificates(int most) {
    List<X509Certificate> certificates = new ArrayList<>();
    while (certificates.size() < most && at < octets.length && octets[at] == 0x30) {
      ByteArrayInputStream in = new ByteArrayInputStream(octets, at, octets.length - at);
      try {
        certificates.add((X509Certificate) FACTORY.generateCertificate(in));
      } catch (GeneralSecurityException | RuntimeException malformed) {
        return certificates;
      }
      at = octets.length - in.available();
    }
    return certificates;
  }

  /** What is left. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(octets, at, octets.length);
    at = octets.length;
    return rest;
  }

  /** What is left, as text. */
  public String text() {
    return new String(rest(), StandardCharsets.UTF_8);
  }

  /** Pieces one behind the other. */
  public static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      joined.writeBytes(piece);
    }
    return joined.toByteArray();
  }
}
