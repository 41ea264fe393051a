package io.tlswhy.diagnosis.path;

import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Writes name constraints as people read them: {@code permitted DNS:example.com}. */
final class NameConstraintsText {
  private static final int MOST = 4;

  private NameConstraintsText() {}

  /** The text of a NameConstraints value, shortened. */
  static String of(byte[] constraints) {
    List<String> parts = new ArrayList<>();
    try {
      DerReader fields = DerReader.of(constraints).enter(DerReader.SEQUENCE);
      while (fields.hasMore()) {
        String kind = fields.at(DerReader.constructed(0)) ? "permitted " : "excluded ";
        DerReader subtrees = fields.enter();
        while (subtrees.hasMore() && parts.size() <= MOST) {
          parts.add(kind + generalName(subtrees.enter(DerReader.SEQUENCE)));
        }
      }
    } catch (DerException malformed) {
      parts.add("unreadable");
    }
    return Words.list(parts);
  }

  private static String generalName(DerReader subtree) throws DerException {
    int tag = subtree.peek();
    DerReader name = subtree.enter();
    switch (tag & 0x1F) {
      case 1:
        return "email:" + name.text();
      case 2:
        return "DNS:" + name.text();
      case 4:
        return "name:" + directoryName(name);
      case 6:
        return "URI:" + name.text();
      case 7:
        return "IP:" + addressRange(name.rest());
      default:
        return "a name of another type";
    }
  }

  private static String directoryName(DerReader name) {
    try {
      return new X500Principal(name.rest()).toString();
    } catch (IllegalArgumentException malformed) {
      return "unreadable";
    }
  }

  private static String addressRange(byte[] octets) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < octets.length; i++) {
      if (octets.length == 8) {
        text.append(i == 0 ? "" : i == 4 ? "/" : ".").append(octets[i] & 0xFF);
      } else {
        text.append(String.format("%02x", octets[i] & 0xFF));
      }
    }
    return text.toString();
  }
}
