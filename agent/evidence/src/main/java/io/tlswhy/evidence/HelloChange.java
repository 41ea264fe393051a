package io.tlswhy.evidence;

/**
 * In what the ClientHello of a second handshake differs from the one that failed. Each changes one
 * thing, so that a hello that gets through names what stood in the way.
 */
public enum HelloChange {
  /** In nothing: what this JVM offered, once more. Without it nothing could be compared. */
  NONE,
  /** TLS 1.3 alone. */
  TLS_1_3,
  /** TLS 1.2 alone. */
  TLS_1_2,
  /** TLS 1.1 alone. */
  TLS_1_1,
  /** TLS 1.0 alone. */
  TLS_1_0,
  /**
   * TLS 1.2 alone, with every cipher suite and group that the agent knows: a server that chooses
   * TLS 1.3 where it is offered may have something in common only below it.
   */
  TLS_1_2_AND_EVERYTHING,
  /** Every cipher suite that the agent knows, also those that this JVM does not offer. */
  EVERY_CIPHER_SUITE,
  /** Every named group that the agent knows, also those that this JVM does not offer. */
  EVERY_GROUP,
  /** No server name (SNI). */
  WITHOUT_NAME,
  /** The host that the application asked for as server name, where another or none was sent. */
  EXPECTED_NAME,
  /** No application protocols (ALPN). */
  WITHOUT_PROTOCOLS,
  /** h2 and http/1.1 as application protocols. */
  HTTP_PROTOCOLS,
  /** TLS 1.2, a dozen cipher suites and the fewest extensions: less than 256 octets. */
  SMALL,
  /** No ClientHello at all: waits for a greeting, and asks in the clear. */
  PLAINTEXT,
  /**
   * TLS 1.2 alone, to the peer's own address, where the first handshake went through a proxy: the
   * certificate comes in the clear and can be compared with the one that came through.
   */
  DIRECT
}
