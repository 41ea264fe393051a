package io.tlswhy.probe.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Tells by the first octets of an answer which protocol, other than TLS, a port speaks. */
final class SpokenProtocol {
  private static final int MOST_SHOWN = 80;

  /** Object identifier 1.3.6.1.4.1.1466.20036, LDAP's notice of disconnection (RFC 4511). */
  private static final String LDAP_DISCONNECTION = "1.3.6.1.4.1.1466.20036";

  private static final int SEQUENCE = 0x30;
  private static final int LDAP_BIND_RESPONSE = 0x61;

  private SpokenProtocol() {}

  /** The protocol whose server begins so, in words for a sentence; empty if it is not known. */
  static Optional<String> of(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("HTTP/")) {
      return Optional.of("HTTP");
    }
    if (text.startsWith("SSH-")) {
      return Optional.of("SSH");
    }
    if (text.startsWith("220")) {
      return Optional.of(
          text.toUpperCase(java.util.Locale.ROOT).contains("FTP")
              ? "FTP (TLS begins after AUTH TLS)"
              : "SMTP (TLS begins after STARTTLS)");
    }
    if (text.startsWith("+OK")) {
      return Optional.of("POP3 (TLS begins after STLS)");
    }
    if (text.startsWith("* OK") || text.startsWith("* PREAUTH")) {
      return Optional.of("IMAP (TLS begins after STARTTLS)");
    }
    if (text.startsWith("-ERR") || text.startsWith("-NOAUTH") || text.startsWith("-DENIED")) {
      return Optional.of("Redis");
    }
    if (text.startsWith("AMQP")) {
      return Optional.of("AMQP");
    }
    if (text.startsWith("<?xml") || text.startsWith("<stream:")) {
      return Optional.of("XMPP (TLS begins after STARTTLS)");
    }
    return binary(first, text);
  }

  private static Optional<String> binary(byte[] first, String text) {
    // A packet with number 0 whose first octet is the protocol version 10.
    if (first.length > 5 && first[3] == 0 && first[4] == 10) {
      return Optional.of("MySQL (TLS begins within its own protocol)");
    }
    // A SETTINGS frame on stream 0 is how a server of HTTP/2 in the clear begins (RFC 9113).
    if (first.length >= 9 && first[0] == 0 && first[3] == 4 && first[5] == 0 && first[8] == 0) {
      return Optional.of("HTTP/2 without TLS");
    }
    boolean ldap =
        first.length > 6
            && first[0] == SEQUENCE
            && (first[5] == LDAP_BIND_RESPONSE || text.contains(LDAP_DISCONNECTION));
    return ldap ? Optional.of("LDAP (TLS begins after StartTLS)") : Optional.empty();
  }

  /** The answer of PostgreSQL to the request for TLS: one letter. */
  static Optional<String> ofPostgresql(byte[] first) {
    if (first.length != 1 || (first[0] != 'S' && first[0] != 'N')) {
      return Optional.empty();
    }
    return Optional.of(
        first[0] == 'S'
            ? "PostgreSQL (TLS begins within its own protocol)"
            : "PostgreSQL (and it has no TLS switched on)");
  }

  /** The first line of it, as far as it is printable ASCII. */
  static String printable(byte[] octets) {
    StringBuilder shown = new StringBuilder();
    for (byte octet : Arrays.copyOf(octets, Math.min(octets.length, MOST_SHOWN))) {
      if (octet == '\r' || octet == '\n') {
        break;
      }
      shown.append(octet >= ' ' && octet < 127 ? (char) octet : '.');
    }
    return shown.toString().trim();
  }
}
