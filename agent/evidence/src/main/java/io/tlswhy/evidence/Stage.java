package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Duration;

/** One stage of a trial of an endpoint: what was done, which way, and what came of it. */
@AutoValue
public abstract class Stage {
  Stage() {}

  /** What the stage does; in this order. */
  public enum Kind {
    /** Resolving the name. */
    DNS,
    /** Opening a TCP connection to one address. */
    CONNECT,
    /** Speaking to a proxy. */
    PROXY,
    /** The endpoint's own TLS, for https and ldaps pointers. */
    TLS,
    /** The HTTP (or LDAP) exchange. */
    HTTP,
    /** Reading the answer as what it should be, and verifying it. */
    CONTENT
  }

  /** What came of a stage. */
  public enum Result {
    /** It worked. */
    OK,
    /** DNS: the name does not exist. */
    NXDOMAIN,
    /** DNS: the name exists and has no address. */
    NODATA,
    /** DNS: the server failed. */
    SERVFAIL,
    /** DNS: the server declined. Connect: the port is closed. */
    REFUSED,
    /** DNS: an address that stands for a block (0.0.0.0, a sinkhole). */
    SINKHOLE,
    /** The connection was reset. */
    RESET,
    /** No answer in time. */
    TIMEOUT,
    /** No route, or a firewall that says so. */
    UNREACHABLE,
    /** The connection was closed before an answer. */
    EOF,
    /** HTTP: a status other than success. */
    STATUS,
    /** A redirect that was not followed. */
    REDIRECT,
    /** The proxy wants authentication. */
    PROXY_AUTHENTICATION,
    /** The proxy refuses. */
    PROXY_DENIED,
    /** The proxy would, and does not get through itself; it does not say why. */
    PROXY_FAILED,
    /** The proxy would, and does not find the host's address. */
    PROXY_NO_NAME,
    /** The proxy would, and got no answer from the host in time. */
    PROXY_TIMEOUT,
    /** The proxy would, and the host refuses its connection. */
    PROXY_REFUSED,
    /** The proxy would, and has no route to the host. */
    PROXY_UNREACHABLE,
    /** Something other than the responder or the CRL's host answered. */
    NOT_THE_RESPONDER,
    /** The answer is outside its dates. */
    STALE,
    /** The answer does not verify. */
    UNTRUSTED,
    /** OCSP: an error status (tryLater, unauthorized, …). */
    RESPONDER_ERROR,
    /** OCSP: the responder does not know the certificate. */
    UNKNOWN,
    /** The answer says that the certificate is revoked. */
    REVOKED,
    /** The answer is larger than the bound. */
    TOO_LARGE,
    /** The address rules forbid it: nothing was sent. */
    FORBIDDEN,
    /** The endpoint's own TLS failed. */
    TLS_FAILED,
    /** Not tried: no time left, or no way to. */
    SKIPPED
  }

  /** A stage; texts may be empty. */
  public static Stage of(
      Kind kind,
      boolean asJvm,
      String via,
      String address,
      Result result,
      Duration took,
      String detail) {
    return new AutoValue_Stage(kind, asJvm, via, address, result, took, detail);
  }

  /** What was done. */
  public abstract Kind kind();

  /** Whether it was done as this JVM does it; otherwise it is an alternative. */
  public abstract boolean asJvm();

  /** {@code direct}, or the proxy's host and port, with {@code socks5://} before them for SOCKS. */
  public abstract String via();

  /** The address, empty where there is none. */
  public abstract String address();

  /** What came of it. */
  public abstract Result result();

  /** How long it took. */
  public abstract Duration took();

  /** What else is known: a status line, a page's title, a date. Outside text, not escaped. */
  public abstract String detail();
}
