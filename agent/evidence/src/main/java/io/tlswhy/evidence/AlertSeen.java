package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;

/** A TLS alert that ended the handshake (RFC 8446 section 6). */
@AutoValue
public abstract class AlertSeen {
  AlertSeen() {}

  /** Which way the alert went. */
  public enum Direction {
    /** This JVM sent it: the rejection is our own. */
    SENT,
    /** The peer sent it: the rejection is the peer's. */
    RECEIVED
  }

  /** An alert; {@code name} is the registered name in lower case, such as {@code unknown_ca}. */
  public static AlertSeen of(Direction direction, int code, String name) {
    return new AutoValue_AlertSeen(direction, code, name);
  }

  /** Which way it went. */
  public abstract Direction direction();

  /** The description code, 0 to 255. */
  public abstract int code();

  /** The registered name in lower case, such as {@code certificate_expired}. */
  public abstract String name();
}
