package io.tlswhy.probe.ldap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * Reads a filter (RFC 4515) into its encoding (RFC 4511 section 4.5.1), as far as a pointer needs:
 * presence, equality, and, or, not.
 */
final class LdapFilter {
  private static final int DEEPEST = 8;
  private static final int AND = 0;
  private static final int OR = 1;
  private static final int NOT = 2;
  private static final int EQUALITY = 3;
  private static final int PRESENT = 7;

  private final String text;
  private int at;

  private LdapFilter(String text) {
    this.text = text;
  }

  /**
   * The filter's encoding.
   *
   * @throws IllegalArgumentException if it is malformed or asks for more than that
   */
  static ASN1Encodable encode(String text) {
    LdapFilter filter = new LdapFilter(text.startsWith("(") ? text : "(" + text + ")");
    ASN1Encodable encoded = filter.next(0);
    if (filter.at != filter.text.length()) {
      throw malformed();
    }
    return encoded;
  }

  private ASN1Encodable next(int depth) {
    if (depth > DEEPEST) {
      throw malformed();
    }
    expect('(');
    ASN1Encodable encoded;
    switch (peek()) {
      case '&':
      case '|':
        int tag = text.charAt(at++) == '&' ? AND : OR;
        ASN1EncodableVector parts = new ASN1EncodableVector();
        while (peek() == '(') {
          parts.add(next(depth + 1));
        }
        encoded = new DERTaggedObject(false, tag, new DERSet(parts));
        break;
      case '!':
        at++;
        // A choice within a tag is always tagged explicitly (X.680 section 31.2.7).
        encoded = new DERTaggedObject(true, NOT, next(depth + 1));
        break;
      default:
        encoded = item();
    }
    expect(')');
    return encoded;
  }

  private ASN1Encodable item() {
    int end = text.indexOf(')', at);
    int equals = text.indexOf('=', at);
    if (end < 0 || equals <= at || equals > end) {
      throw malformed();
    }
    String attribute = text.substring(at, equals);
    String value = text.substring(equals + 1, end);
    at = end;
    if ("~<>:".indexOf(attribute.charAt(attribute.length() - 1)) >= 0) {
      throw malformed();
    }
    if (value.equals("*")) {
      return new DERTaggedObject(false, PRESENT, octets(attribute));
    }
    if (value.indexOf('*') >= 0) {
      throw malformed();
    }
    ASN1EncodableVector assertion = new ASN1EncodableVector();
    assertion.add(octets(attribute));
    assertion.add(new DEROctetString(unescaped(value)));
    return new DERTaggedObject(false, EQUALITY, new DERSequence(assertion));
  }

  private static DEROctetString octets(String value) {
    return new DEROctetString(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A backslash and two hexadecimal digits stand for an octet. */
  private static byte[] unescaped(String value) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int i = 0;
    while (i < value.length()) {
      if (value.charAt(i) == '\\') {
        if (i + 3 > value.length()) {
          throw malformed();
        }
        octets.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
        i += 3;
      } else {
        int end = value.indexOf('\\', i);
        end = end < 0 ? value.length() : end;
        byte[] plain = value.substring(i, end).getBytes(StandardCharsets.UTF_8);
        octets.write(plain, 0, plain.length);
        i = end;
      }
    }
    return octets.toByteArray();
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at);
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw malformed();
    }
    at++;
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("a filter that the agent cannot put");
  }
}
