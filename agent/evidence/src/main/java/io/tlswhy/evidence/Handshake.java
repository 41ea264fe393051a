package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** What both sides offered and agreed on, as far as the handshake came. */
@AutoValue
public abstract class Handshake {
  Handshake() {}

  /** A builder with nothing known. */
  public static Builder builder() {
    return new AutoValue_Handshake.Builder()
        .provider("")
        .protocols(Collections.<String>emptyList())
        .cipherSuites(Collections.<String>emptyList())
        .peerProtocols(Collections.<String>emptyList())
        .peerCipherSuites(Collections.<String>emptyList())
        .protocol("")
        .cipherSuite("")
        .namedGroups(Collections.<String>emptyList())
        .signatureSchemes(Collections.<String>emptyList())
        .serverNames(Collections.<String>emptyList())
        .applicationProtocols(Collections.<String>emptyList())
        .certificateRequested(false)
        .acceptableIssuers(Collections.<X500Principal>emptyList())
        .acceptableKeyTypes(Collections.<String>emptyList())
        .localCertificates(Collections.<X509Certificate>emptyList())
        .otherOwnCertificates(Collections.<X509Certificate>emptyList())
        .keyManagerClass("")
        .keyless(false)
        .ellipticCurves(true)
        .negotiated(false)
        .peerAnswered(false);
  }

  /** The TLS provider, such as {@code SunJSSE}. */
  public abstract String provider();

  /** The protocol versions that this side offers or accepts. */
  public abstract List<String> protocols();

  /** The cipher suites that this side offers or accepts. */
  public abstract List<String> cipherSuites();

  /** The versions that the peer offered; known to a server only. */
  public abstract List<String> peerProtocols();

  /** The cipher suites that the peer offered; known to a server only. */
  public abstract List<String> peerCipherSuites();

  /** The version agreed on, empty before that. */
  public abstract String protocol();

  /** The cipher suite agreed on, empty before that. */
  public abstract String cipherSuite();

  /** The named groups in use. */
  public abstract List<String> namedGroups();

  /** The signature schemes that the peer accepts. */
  public abstract List<String> signatureSchemes();

  /** The names in SNI: sent by a client, received by a server. */
  public abstract List<String> serverNames();

  /** The ALPN values of this side. */
  public abstract List<String> applicationProtocols();

  /** Whether the server asked the client for a certificate. */
  public abstract boolean certificateRequested();

  /** The issuers that the server named in its request, at most 100. */
  public abstract List<X500Principal> acceptableIssuers();

  /** The key types or signature schemes that the server named in its request. */
  public abstract List<String> acceptableKeyTypes();

  /** The certificates that this side sent. */
  public abstract List<X509Certificate> localCertificates();

  /**
   * The end-entity certificates that the JDK's key manager {@code SunX509} could have sent instead,
   * at most 100; empty for every other key manager.
   */
  public abstract List<X509Certificate> otherOwnCertificates();

  /** The class of this side's key manager, empty if there is none. */
  public abstract String keyManagerClass();

  /** Whether this JVM has a security provider for elliptic curves, as far as it was looked at. */
  public abstract boolean ellipticCurves();

  /** Whether this side's key manager is known to hold no key at all. */
  public abstract boolean keyless();

  /** Whether the handshake had ended well on this side before the failure (TLS 1.3 clients). */
  public abstract boolean negotiated();

  /** Whether any handshake message came from the peer. */
  public abstract boolean peerAnswered();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds a {@link Handshake}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract List<String> protocols();

    abstract List<String> cipherSuites();

    abstract List<String> peerProtocols();

    abstract List<String> peerCipherSuites();

    abstract List<String> namedGroups();

    abstract List<String> signatureSchemes();

    abstract List<String> serverNames();

    abstract List<String> applicationProtocols();

    abstract List<X500Principal> acceptableIssuers();

    abstract List<String> acceptableKeyTypes();

    abstract List<X509Certificate> localCertificates();

    abstract List<X509Certificate> otherOwnCertificates();

    abstract Handshake autoBuild();

    /** Sets the provider's name. */
    public abstract Builder provider(String provider);

    /** Sets this side's versions. */
    public abstract Builder protocols(List<String> protocols);

    /** Sets this side's cipher suites. */
    public abstract Builder cipherSuites(List<String> cipherSuites);

    /** Sets the peer's versions. */
    public abstract Builder peerProtocols(List<String> peerProtocols);

    /** Sets the peer's cipher suites. */
    public abstract Builder peerCipherSuites(List<String> peerCipherSuites);

    /** Sets the version agreed on. */
    public abstract Builder protocol(String protocol);

    /** Sets the cipher suite agreed on. */
    public abstract Builder cipherSuite(String cipherSuite);

    /** Sets the named groups. */
    public abstract Builder namedGroups(List<String> namedGroups);

    /** Sets the peer's signature schemes. */
    public abstract Builder signatureSchemes(List<String> signatureSchemes);

    /** Sets the names in SNI. */
    public abstract Builder serverNames(List<String> serverNames);

    /** Sets the ALPN values. */
    public abstract Builder applicationProtocols(List<String> applicationProtocols);

    /** Sets whether the server asked for a certificate. */
    public abstract Builder certificateRequested(boolean certificateRequested);

    /** Sets the acceptable issuers. */
    public abstract Builder acceptableIssuers(List<X500Principal> acceptableIssuers);

    /** Sets the acceptable key types. */
    public abstract Builder acceptableKeyTypes(List<String> acceptableKeyTypes);

    /** Sets the certificates that this side sent. */
    public abstract Builder localCertificates(List<X509Certificate> localCertificates);

    /** Sets the certificates that could have been sent instead. */
    public abstract Builder otherOwnCertificates(List<X509Certificate> otherOwnCertificates);

    /** Sets the key manager's class. */
    public abstract Builder keyManagerClass(String keyManagerClass);

    /** Sets whether there is a provider for elliptic curves. */
    public abstract Builder ellipticCurves(boolean ellipticCurves);

    /** Sets whether the key manager is known to hold no key. */
    public abstract Builder keyless(boolean keyless);

    /** Sets whether the handshake had ended well before. */
    public abstract Builder negotiated(boolean negotiated);

    /** Sets whether the peer answered at all. */
    public abstract Builder peerAnswered(boolean peerAnswered);

    /** The value. */
    public final Handshake build() {
      return protocols(Copies.list(protocols()))
          .cipherSuites(Copies.list(cipherSuites()))
          .peerProtocols(Copies.list(peerProtocols()))
          .peerCipherSuites(Copies.list(peerCipherSuites()))
          .namedGroups(Copies.list(namedGroups()))
          .signatureSchemes(Copies.list(signatureSchemes()))
          .serverNames(Copies.list(serverNames()))
          .applicationProtocols(Copies.list(applicationProtocols()))
          .acceptableIssuers(Copies.list(acceptableIssuers()))
          .acceptableKeyTypes(Copies.list(acceptableKeyTypes()))
          .localCertificates(Copies.list(localCertificates()))
          .otherOwnCertificates(Copies.list(otherOwnCertificates()))
          .autoBuild();
    }
  }
}
