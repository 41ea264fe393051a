package io.tlswhy.probe.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
  @TempDir Path folder;

  @Test
  void readsLinesUpToTheirNumber() throws IOException {
    Path file = Files.writeString(folder.resolve("some"), "a\nb\r\nc");

    assertThat(SmallFile.lines(file, 10)).containsExactly("a", "b", "c");
    assertThat(SmallFile.lines(file, 2)).containsExactly("a", "b");
  }

  @Test
  void lineWithoutEndIsCutAtTheLargestSize() throws IOException {
    Path file = Files.write(folder.resolve("long"), new byte[1 << 20]);

    assertThat(SmallFile.lines(file, 10)).singleElement().asString().hasSize(256 << 10);
  }

  @Test
  void whatIsNoFileHasNoLines() {
    assertThat(SmallFile.lines(folder, 10)).isEmpty();
    assertThat(SmallFile.lines(folder.resolve("none"), 10)).isEmpty();
  }
}
