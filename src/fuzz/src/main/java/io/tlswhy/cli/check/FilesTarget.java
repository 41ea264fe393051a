package io.tlswhy.cli.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A file of certificates or CRLs as {@code check} takes them. */
public final class FilesTarget {
  private static final Path FILE = file();

  private FilesTarget() {}

  private static Path file() {
    try {
      Path memory = Path.of("/dev/shm");
      Path file =
          Files.isDirectory(memory)
              ? Files.createTempFile(memory, "fuzz", ".pem")
              : Files.createTempFile("fuzz", ".pem");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Files.write(FILE, input);
      PemFile.looksLikeOne(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      PemFile.certificates(FILE);
    } catch (IOException | GeneralSecurityException malformed) {
      // Told to the user as such.
    }
    try {
      PemFile.crls(FILE);
    } catch (IOException | GeneralSecurityException malformed) {
      // Told to the user as such.
      return;
    }
  }
}
