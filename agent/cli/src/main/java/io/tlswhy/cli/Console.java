package io.tlswhy.cli;

import java.io.PrintStream;

/**
 * Where the command line writes: the answer to standard output, the rest to standard error.
 *
 * <p>What is shown may come from a log or a peer, so control characters never reach the terminal.
 * Colours are used on a terminal only.
 */
public final class Console {
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean colours;

  /** A console on those streams. */
  public Console(PrintStream out, PrintStream err, boolean colours) {
    this.out = out;
    this.err = err;
    this.colours = colours;
  }

  /** The process's own streams, with colours if they are wanted and this is a terminal. */
  public static Console ofProcess(boolean coloursWanted) {
    boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
    return new Console(System.out, System.err, coloursWanted && terminal);
  }

  /** Prints a line to standard output. */
  public void line(String text) {
    out.println(clean(text));
  }

  /** Prints a document that is already escaped, such as JSON. */
  public void document(String text) {
    out.println(text);
  }

  /** Prints a line in bold. */
  public void heading(String text) {
    out.println(colours ? ESCAPE + "1m" + clean(text) + ESCAPE + "0m" : clean(text));
  }

  /** Prints a complaint to standard error. */
  public void complain(String text) {
    err.println("tlswhy: " + clean(text));
  }

  /** The text with control characters made visible. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
      if (Character.isISOControl(c) || direction) {
        clean.append(String.format("\\u%04x", (int) c));
      } else {
        clean.append(c);
      }
    }
    return clean.toString();
  }
}
