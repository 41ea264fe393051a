package io.tlswhy.cli;

/** The exit statuses that scripts may rely on. */
public final class ExitStatus {
  /** Nothing is wrong, or what was asked is done. */
  public static final int FINE = 0;

  /** A cause was found. */
  public static final int FOUND = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** It could not be carried out. */
  public static final int FAILED = 3;

  private ExitStatus() {}
}
