package io.tlswhy.weave.memory;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The CRL and OCSP URLs of a certificate, at most eight.
 *
 * <p>It reads the two extensions' DER itself, in one pass over bounded input, since it runs within
 * successful handshakes, where no library may be loaded.
 */
public final class RevocationPointers {
  private static final String DISTRIBUTION_POINTS = "2.5.29.31";
  private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";
  private static final int MOST = 8;
  private static final int LONGEST = 500;
  private static final int DEEPEST = 8;
  private static final int OID = 0x06;
  private static final int URI_NAME = 0x86;
  private static final int CONSTRUCTED = 0x20;

  /** id-ad-ocsp, 1.3.6.1.5.5.7.48.1. */
  private static final byte[] OCSP = {0x2b, 6, 1, 5, 5, 7, 0x30, 1};

  private final byte[] der;
  private final List<String> found;
  private final boolean ocspOnly;
  private boolean afterOcsp;

  private RevocationPointers(byte[] der, List<String> found, boolean ocspOnly) {
    this.der = der;
    this.found = found;
    this.ocspOnly = ocspOnly;
  }

  /** The URLs in the order of the extensions. */
  public static List<String> of(X509Certificate certificate) {
    List<String> found = new ArrayList<String>(2);
    read(certificate.getExtensionValue(DISTRIBUTION_POINTS), found, false);
    read(certificate.getExtensionValue(AUTHORITY_INFORMATION), found, true);
    return Collections.unmodifiableList(found);
  }

  private static void read(byte[] octetString, List<String> found, boolean ocspOnly) {
    if (octetString == null) {
      return;
    }
    RevocationPointers reader = new RevocationPointers(octetString, found, ocspOnly);
    try {
      // The extension's value stands in an OCTET STRING.
      int content = reader.contentStart(0);
      reader.walk(content, octetString.length, 0);
    } catch (IndexOutOfBoundsException e) {
      // Cut short or malformed: what was read before stands.
      return;
    }
  }

  private void walk(int from, int to, int depth) {
    int at = from;
    while (at < to && depth < DEEPEST && found.size() < MOST) {
      int tag = der[at] & 0xff;
      int start = contentStart(at);
      int end = Math.min(to, start + length(at));
      if ((tag & CONSTRUCTED) != 0) {
        walk(start, end, depth + 1);
      } else if (tag == OID) {
        afterOcsp = matches(OCSP, start, end);
      } else if (tag == URI_NAME && (!ocspOnly || afterOcsp) && end - start <= LONGEST) {
        found.add(new String(der, start, end - start, StandardCharsets.US_ASCII));
      }
      at = Math.max(end, at + 2);
    }
  }

  private int contentStart(int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private int length(int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | (der[at + 2 + i] & 0xff);
    }
    return Math.max(0, Math.min(length, der.length));
  }

  private boolean matches(byte[] expected, int from, int to) {
    if (to - from != expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (der[from + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
