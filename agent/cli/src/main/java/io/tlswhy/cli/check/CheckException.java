package io.tlswhy.cli.check;

/** Why a check could not be carried out, as a sentence for a person. */
final class CheckException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean usage;

  private CheckException(String sentence, boolean usage) {
    super(sentence);
    this.usage = usage;
  }

  /** The command line is at fault. */
  static CheckException usage(String sentence) {
    return new CheckException(sentence, true);
  }

  /** It could not be carried out. */
  static CheckException failed(String sentence) {
    return new CheckException(sentence, false);
  }

  boolean isUsage() {
    return usage;
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
