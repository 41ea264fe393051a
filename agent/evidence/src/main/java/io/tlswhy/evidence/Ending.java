package io.tlswhy.evidence;

/** How a handshake ended that was late. */
public enum Ending {
  /** It passed after all. */
  PASSED,
  /** It failed, which is told by itself. */
  FAILED,
  /** The application closed the connection, or let go of it, without waiting any longer. */
  GIVEN_UP
}
