package io.tlswhy.diagnosis.path;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The attributes of a distinguished name, read from its encoding: the JDK's own reader of such
 * names, {@code javax.naming.ldap.LdapName}, is in a module that a run-time image may lack.
 */
final class NameAttributes {
  static final String COMMON_NAME = "2.5.4.3";
  static final String ORGANISATION = "2.5.4.10";
  static final String ORGANISATIONAL_UNIT = "2.5.4.11";

  private static final int SET = 0x31;
  private static final int UTF8_STRING = 0x0C;
  private static final int BMP_STRING = 0x1E;

  private NameAttributes() {}

  /** The values of the attributes of that type, the least specific first. */
  static List<String> of(X500Principal name, String type) {
    List<String> values = new ArrayList<>();
    try {
      DerReader relativeNames = DerReader.of(name.getEncoded()).enter(DerReader.SEQUENCE);
      while (relativeNames.hasMore()) {
        DerReader attributes = relativeNames.enter(SET);
        while (attributes.hasMore()) {
          DerReader attribute = attributes.enter(DerReader.SEQUENCE);
          String oid = attribute.enter(DerReader.OBJECT_IDENTIFIER).objectIdentifier();
          int tag = attribute.peek();
          byte[] value = attribute.enter().rest();
          if (type.equals(oid)) {
            values.add(new String(value, charset(tag)));
          }
        }
      }
    } catch (DerException unreadable) {
      return Collections.emptyList();
    }
    return values;
  }

  private static Charset charset(int tag) {
    switch (tag) {
      case UTF8_STRING:
        return StandardCharsets.UTF_8;
      case BMP_STRING:
        return StandardCharsets.UTF_16BE;
      default:
        return StandardCharsets.ISO_8859_1;
    }
  }
}
