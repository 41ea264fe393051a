package io.tlswhy.entry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Says one line at a time on the process's standard error.
 *
 * <p>Never through {@code System.err}: the application may have replaced it by its own logging,
 * which must not run in the middle of loading a class.
 */
final class StandardError {
  private static final int LONGEST_LINE = 1000;

  private final OutputStream stream;

  /** Writes to the process's own standard error, whatever {@code System.err} is. */
  StandardError() {
    this(new FileOutputStream(FileDescriptor.err));
  }

  StandardError(OutputStream stream) {
    this.stream = stream;
  }

  /** Says a line; control characters in it are shown as question marks. */
  void say(String line) {
    String text = "tlswhy: " + printable(line) + System.lineSeparator();
    try {
      stream.write(text.getBytes(Charset.defaultCharset()));
      stream.flush();
    } catch (IOException closed) {
      // Nobody reads standard error, and there is no other place to say so.
    }
  }

  private static String printable(String line) {
    int length = Math.min(line.length(), LONGEST_LINE);
    StringBuilder shown = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      shown.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return length < line.length() ? shown.append('…').toString() : shown.toString();
  }
}
