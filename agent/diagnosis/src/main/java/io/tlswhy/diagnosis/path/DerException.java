package io.tlswhy.diagnosis.path;

/** An encoding that is no DER of the expected form. */
final class DerException extends Exception {
  private static final long serialVersionUID = 1L;

  DerException(String message) {
    super(message);
  }
}
