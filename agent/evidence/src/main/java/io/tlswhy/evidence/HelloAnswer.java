package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How a peer answered one ClientHello of a second handshake. */
@AutoValue
public abstract class HelloAnswer {
  HelloAnswer() {}

  /** How it answered. */
  public enum Result {
    /** With a ServerHello, or the request for another key share, that fits what was offered. */
    AGREED,
    /** With a ServerHello whose version or cipher suite was not offered. */
    NOT_OFFERED,
    /** With an alert. */
    ALERT,
    /** With something that is no TLS record. */
    NOT_TLS,
    /** It closed the connection. */
    CLOSED,
    /** It reset the connection. */
    RESET,
    /** Not at all in the time there was. */
    SILENT,
    /** No connection came about. */
    NOT_CONNECTED,
    /** Nothing was sent: no time left, or the rules forbid it. */
    SKIPPED
  }

  /** A builder for an answer of that kind with nothing more known. */
  public static Builder builder(HelloChange change, Result result) {
    return new AutoValue_HelloAnswer.Builder()
        .change(change)
        .result(result)
        .protocol("")
        .cipherSuite("")
        .namedGroup("")
        .applicationProtocol("")
        .spoken("")
        .detail("")
        .certificates(Collections.<X509Certificate>emptyList())
        .octets(0)
        .took(Duration.ZERO);
  }

  /** What was changed in the ClientHello. */
  public abstract HelloChange change();

  /** How the peer answered. */
  public abstract Result result();

  /** The version that the peer chose, such as {@code TLSv1.2}; empty if it chose none. */
  public abstract String protocol();

  /** The cipher suite that it chose; empty if none. */
  public abstract String cipherSuite();

  /** The named group that it chose; empty if it told none. */
  public abstract String namedGroup();

  /** The application protocol that it chose; empty if none, or if it is encrypted (TLS 1.3). */
  public abstract String applicationProtocol();

  /** The alert that it sent. */
  public abstract Optional<AlertSeen> alert();

  /** The protocol in the clear that it speaks instead of TLS; empty if not known. */
  public abstract String spoken();

  /** What else there is to say: a reason, or the first octets as text. Outside text. */
  public abstract String detail();

  /** The certificates that it sent, its own first; TLS 1.3 encrypts them, and none is here. */
  public abstract List<X509Certificate> certificates();

  /** The way past the proxy; only where the ClientHello was {@link HelloChange#DIRECT}. */
  public abstract Optional<Detour> detour();

  /** The length of the ClientHello in octets; 0 if none was sent. */
  public abstract int octets();

  /** How long it took, the connect included. */
  public abstract Duration took();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds a {@link HelloAnswer}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder change(HelloChange change);

    abstract List<X509Certificate> certificates();

    abstract HelloAnswer autoBuild();

    /** Sets how the peer answered. */
    public abstract Builder result(Result result);

    /** Sets the version. */
    public abstract Builder protocol(String protocol);

    /** Sets the cipher suite. */
    public abstract Builder cipherSuite(String cipherSuite);

    /** Sets the named group. */
    public abstract Builder namedGroup(String namedGroup);

    /** Sets the application protocol. */
    public abstract Builder applicationProtocol(String applicationProtocol);

    /** Sets the alert. */
    public abstract Builder alert(AlertSeen alert);

    /** Sets the protocol in the clear. */
    public abstract Builder spoken(String spoken);

    /** Sets what else there is to say. */
    public abstract Builder detail(String detail);

    /** Sets the certificates. */
    public abstract Builder certificates(List<X509Certificate> certificates);

    /** Sets the way past the proxy. */
    public abstract Builder detour(Detour detour);

    /** Sets the length of the ClientHello. */
    public abstract Builder octets(int octets);

    /** Sets how long it took. */
    public abstract Builder took(Duration took);

    /** The value. */
    public final HelloAnswer build() {
      return certificates(Copies.list(certificates())).autoBuild();
    }
  }
}
