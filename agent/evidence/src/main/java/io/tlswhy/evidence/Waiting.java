package io.tlswhy.evidence;

/** What a handshake that has not ended is waiting for. */
public enum Waiting {
  /** The next message of the peer. */
  PEER,
  /** A task of this side's own: the peer's certificates are being checked, or are to be. */
  TASK
}
