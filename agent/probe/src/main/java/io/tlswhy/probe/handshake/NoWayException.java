package io.tlswhy.probe.handshake;

/** No second handshake can or may be made; the message says why, as a part of a sentence. */
final class NoWayException extends Exception {
  private static final long serialVersionUID = 1L;

  NoWayException(String why) {
    super(why);
  }

  /** Why. */
  String why() {
    return String.valueOf(getMessage());
  }
}
