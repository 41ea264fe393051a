package io.tlswhy.diagnosis;

import java.util.Optional;

/** The catalogue: every cause that a diagnosis may name, with its public, never renamed code. */
public enum Cause {
  CLOCK_SKEW("clock.skew"),
  CHAIN_INCOMPLETE("chain.incomplete"),
  CHAIN_SELF_SIGNED("chain.self-signed"),
  CHAIN_UNTRUSTED_ROOT("chain.untrusted-root"),
  CHAIN_INTERCEPTED("chain.intercepted"),
  CHAIN_EXPIRED("chain.expired"),
  CHAIN_EXPIRED_CA("chain.expired-ca"),
  CHAIN_TOO_LONG("chain.too-long"),
  CHAIN_NOT_YET_VALID("chain.not-yet-valid"),
  CHAIN_DISTRUSTED_CA("chain.distrusted-ca"),
  TRUSTSTORE_OUTDATED("truststore.outdated"),
  TRUSTSTORE_EMPTY("truststore.empty"),
  TRUSTSTORE_UNREADABLE("truststore.unreadable"),
  TRUSTSTORE_CHANGED("truststore.changed"),
  TRUSTSTORE_CUSTOM("truststore.custom"),
  CERT_WEAK_ALGORITHM("cert.weak-algorithm"),
  CERT_WEAK_KEY("cert.weak-key"),
  CERT_NOT_A_CA("cert.not-a-ca"),
  CERT_PATH_LENGTH("cert.path-length"),
  CERT_KEY_USAGE("cert.key-usage"),
  CERT_EXTENDED_KEY_USAGE("cert.extended-key-usage"),
  CERT_NAME_CONSTRAINTS("cert.name-constraints"),
  CERT_CRITICAL_EXTENSION("cert.critical-extension"),
  CERT_POLICY("cert.policy"),
  CERT_BAD_SIGNATURE("cert.bad-signature"),
  CERT_MALFORMED("cert.malformed"),
  NAME_MISMATCH("name.mismatch"),
  NAME_NO_SAN("name.no-san"),
  NAME_SNI("name.sni"),
  REVOCATION_DNS("revocation.dns"),
  REVOCATION_BLOCKED("revocation.blocked"),
  REVOCATION_SLOW("revocation.slow"),
  REVOCATION_PROXY_REQUIRED("revocation.proxy-required"),
  REVOCATION_PROXY("revocation.proxy"),
  REVOCATION_INTERCEPTED("revocation.intercepted"),
  REVOCATION_RESPONDER_ERROR("revocation.responder-error"),
  REVOCATION_UNKNOWN("revocation.unknown"),
  REVOCATION_RESPONSE_STALE("revocation.response-stale"),
  REVOCATION_RESPONSE_UNTRUSTED("revocation.response-untrusted"),
  REVOCATION_NO_POINTER("revocation.no-pointer"),
  REVOCATION_MISSING("revocation.missing"),
  REVOCATION_REVOKED("revocation.revoked"),
  REVOCATION_STAPLE("revocation.staple"),
  CLIENT_AUTH_MISSING("client-auth.missing"),
  CLIENT_AUTH_REJECTED("client-auth.rejected"),
  CLIENT_AUTH_KEY("client-auth.key"),
  SERVER_AUTH_REJECTED("server-auth.rejected"),
  SERVER_AUTH_KEY("server-auth.key"),
  PROTOCOL_VERSION("protocol.version"),
  PROTOCOL_CIPHER("protocol.cipher"),
  PROTOCOL_PARAMETERS("protocol.parameters"),
  PROTOCOL_ALPN("protocol.alpn"),
  PROTOCOL_PLAINTEXT("protocol.plaintext"),
  PROTOCOL_UNEXPECTED("protocol.unexpected"),
  NETWORK_DNS("network.dns"),
  NETWORK_REFUSED("network.refused"),
  NETWORK_TIMEOUT("network.timeout"),
  NETWORK_RESET("network.reset"),
  NETWORK_EOF("network.eof"),
  NETWORK_PROXY("network.proxy"),
  NETWORK_MIDDLEBOX("network.middlebox"),
  ACME_DIRECTORY_UNREACHABLE("acme.directory-unreachable"),
  ACME_TLS_TOO_OLD("acme.tls-too-old"),
  ACME_TRUST("acme.trust"),
  ACME_HTTP01_BLOCKED("acme.http01-blocked"),
  ACME_HTTP01_REDIRECT("acme.http01-redirect"),
  ACME_HTTP01_WRONG_CONTENT("acme.http01-wrong-content"),
  ACME_DNS01_MISSING("acme.dns01-missing"),
  ACME_DNS01_SERVERS_DISAGREE("acme.dns01-servers-disagree"),
  ACME_DNS_ERROR("acme.dns-error"),
  ACME_CAA("acme.caa"),
  ACME_TLSALPN01_FAILED("acme.tlsalpn01-failed"),
  ACME_RATE_LIMITED("acme.rate-limited"),
  ACME_BLOCKED("acme.blocked"),
  JVM_CONFIG("jvm.config"),
  JVM_BUG("jvm.bug"),
  PEER_MISCONFIGURED("peer.misconfigured"),
  UNKNOWN("unknown");

  private final String code;

  Cause(String code) {
    this.code = code;
  }

  /** The code as users see it, such as {@code revocation.blocked}. */
  public String code() {
    return code;
  }

  /** The part of the code before the dot, such as {@code revocation}. */
  public String family() {
    int dot = code.indexOf('.');
    return dot < 0 ? code : code.substring(0, dot);
  }

  /** The cause with that code, if there is one. */
  public static Optional<Cause> ofCode(String code) {
    for (Cause cause : values()) {
      if (cause.code.equals(code)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
