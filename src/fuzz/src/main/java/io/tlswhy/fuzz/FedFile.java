package io.tlswhy.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder in memory, where there is such a place, for a target that reads files. */
public final class FedFile {
  private final Path folder;

  /** A new folder; it goes when the JVM ends. */
  public FedFile() {
    try {
      Path memory = Path.of("/dev/shm");
      folder =
          Files.isDirectory(memory)
              ? Files.createTempDirectory(memory, "fuzz")
              : Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Writes a file of that name, below folders that may be new. */
  public Path write(String name, byte[] octets) {
    try {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
      }
      return Files.write(file, octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder())
          .map(Path::toFile)
          .forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
