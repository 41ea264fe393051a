package io.tlswhy.evidence;

/** Through which JSSE object the handshake ran. */
public enum Carrier {
  /** An {@code SSLSocket}: the failing thread is blocked in it. */
  SOCKET,
  /** An {@code SSLEngine}: the failing thread may be an event loop. */
  ENGINE,
  /** Neither: the application called a trust manager or a validator itself. */
  NONE
}
