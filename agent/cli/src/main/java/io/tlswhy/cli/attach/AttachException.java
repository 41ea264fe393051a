package io.tlswhy.cli.attach;

/** Why a JVM cannot be attached to, as a sentence for a person. */
final class AttachException extends Exception {
  private static final long serialVersionUID = 1;

  private final String said;

  AttachException(String sentence) {
    this("", sentence);
  }

  AttachException(String said, String sentence) {
    super(sentence);
    this.said = said;
  }

  /** What the attach API itself said. */
  String said() {
    return said;
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
