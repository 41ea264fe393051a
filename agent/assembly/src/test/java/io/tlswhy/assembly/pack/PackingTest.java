package io.tlswhy.assembly.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class PackingTest {
  @TempDir Path folder;

  /** Names another class in code, one by a string, and one in an annotation-free descriptor. */
  static final class Root {
    static final String BY_NAME = "io.tlswhy.assembly.pack.PackingTest$ByName";

    static @org.jspecify.annotations.Nullable InDescriptor field;

    static int code() {
      return new InCode().hashCode();
    }
  }

  static final class ByName {}

  static final class InDescriptor {}

  static final class InCode {
    final Object further = new Further();
  }

  static final class Further {}

  static final class Unreached {}

  static final class Logs {
    static final Logger LOG = LoggerFactory.getLogger(Logs.class);
  }

  @Test
  void whatIsReachedIsFoundAndNothingElse() throws IOException {
    Map<String, byte[]> library = new TreeMap<>();
    for (Class<?> type :
        List.of(ByName.class, InDescriptor.class, InCode.class, Further.class, Unreached.class)) {
      library.put(file(type), octets(type));
    }

    assertThat(new Reachable(library, Set.of()).from(List.of(octets(Root.class))).keySet())
        .containsExactly(
            file(ByName.class), file(Further.class), file(InCode.class), file(InDescriptor.class));
    assertThat(
            new Reachable(library, Set.of(file(InCode.class)))
                .from(List.of(octets(Root.class)))
                .keySet())
        .containsExactly(file(ByName.class), file(InCode.class), file(InDescriptor.class));
  }

  @Test
  void aRelocatedClassAsksTheOtherFactory() throws Exception {
    byte[] silenced =
        new Relocation("org/slf4j/LoggerFactory", "io/tlswhy/assembly/SilentLoggers")
            .apply(octets(Logs.class));
    ClassLoader loader =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Logs.class.getName())
                ? defineClass(name, silenced, 0, silenced.length)
                : super.loadClass(name, resolve);
          }
        };

    Class<?> logs = loader.loadClass(Logs.class.getName());
    java.lang.reflect.Field log = logs.getDeclaredField("LOG");
    log.setAccessible(true);

    assertThat(log.get(null)).isSameAs(org.slf4j.helpers.NOPLogger.NOP_LOGGER);
  }

  @Test
  void aRelocationThatMeetsNothingChangesNothing() throws IOException {
    byte[] original = octets(Root.class);

    assertThat(new Relocation("no/such/Name", "other/Name").apply(original)).isEqualTo(original);
  }

  @Test
  void aClassPathIsReadWithoutWhatMustNotTravel() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/a"));
    Files.write(classes.resolve("One.class"), new byte[] {1});
    Files.write(classes.resolve("package-info.class"), new byte[] {2});
    Path jar =
        jar("META-INF/services/a.B", "META-INF/versions/9/c/Two.class", "module-info.class", "c/d");

    assertThat(ClassPath.read(folder.resolve("classes") + java.io.File.pathSeparator + jar))
        .containsOnlyKeys("a/One.class", "c/d");
  }

  @Test
  void aClassThatLiesThereTwiceStopsTheBuild() throws IOException {
    String twice = jar("a/B.class") + java.io.File.pathSeparator + jar("a/B.class");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassPath.read(twice))
        .withMessage("a/B.class lies on the class path twice");
  }

  @Test
  void theJarIsTheSameInEveryTimeZone() throws IOException {
    TimeZone here = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      byte[] one = outerJar();
      TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
      assertThat(outerJar()).isEqualTo(one);
    } finally {
      TimeZone.setDefault(here);
    }
  }

  private static byte[] outerJar() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OuterJar.write(out, "1", Map.of("a", new byte[] {1, 2}));
    return out.toByteArray();
  }

  private Path jar(String... names) throws IOException {
    Path jar = Files.createTempFile(folder, "jar", ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(1);
      }
    }
    return jar;
  }

  private static String file(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] octets(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/" + file(type))) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
