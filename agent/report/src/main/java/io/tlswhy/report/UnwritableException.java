package io.tlswhy.report;

import java.io.IOException;
import java.nio.file.Path;

/** A file that an option names cannot be written. */
final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnwritableException(Path path, IOException cause) {
    super(path + " cannot be written (" + reason(cause) + ")", cause);
  }

  private static String reason(IOException cause) {
    String type = cause.getClass().getSimpleName();
    switch (type) {
      case "NoSuchFileException":
        return "no such folder";
      case "AccessDeniedException":
        return "permission denied";
      default:
        return cause.getMessage() == null ? type : cause.getMessage();
    }
  }
}
