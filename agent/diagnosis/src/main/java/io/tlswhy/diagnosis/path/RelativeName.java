package io.tlswhy.diagnosis.path;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Makes the full name of a {@code nameRelativeToCRLIssuer} (RFC 5280 section 4.2.1.13): the CRL
 * issuer's name with one more relative name behind it, as a directoryName.
 */
final class RelativeName {
  private static final int SET = 0x31;

  private RelativeName() {}

  /**
   * The full name as a whole GeneralName.
   *
   * @param relative the {@code [1]} element
   */
  static Optional<byte[]> full(byte[] relative, X500Principal crlIssuer) {
    try {
      byte[] attributes = DerReader.of(relative).enter(DerReader.constructed(1)).rest();
      byte[] names = DerReader.of(crlIssuer.getEncoded()).enter(DerReader.SEQUENCE).rest();
      byte[] name = element(DerReader.SEQUENCE, join(names, element(SET, attributes)));
      return Optional.of(element(DerReader.constructed(4), name));
    } catch (DerException malformed) {
      return Optional.empty();
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(first, 0, first.length);
    joined.write(second, 0, second.length);
    return joined.toByteArray();
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length < 0x80) {
      element.write(content.length);
    } else {
      element.write(0x82);
      element.write(content.length >> 8);
      element.write(content.length);
    }
    element.write(content, 0, content.length);
    return element.toByteArray();
  }
}
