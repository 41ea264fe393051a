package io.tlswhy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The one jar, as it is attached. */
class JarTest {
  private static final Path JAR = Path.of("..", "target", "tlswhy.jar");
  private static final int JAVA_8 = 52;

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(6_000_000L);
    assertThat(entries()).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void theApplicationSeesTheEntryClassesOnly() throws IOException {
    assertThat(entries())
        .allSatisfy(
            name ->
                assertThat(name)
                    .matches(
                        "io/tlswhy/entry/[A-Za-z$]+\\.class"
                            + "|tiers/(weave|heart|cli)"
                            + "|META-INF/(MANIFEST\\.MF|NOTICE)"));
  }

  @Test
  void theManifestNamesEachWayIn() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.tlswhy.entry.Agent");
      assertThat(attributes.getValue("Agent-Class")).isEqualTo("io.tlswhy.entry.Agent");
      assertThat(attributes.getValue("Main-Class")).isEqualTo("io.tlswhy.entry.Main");
      assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(attributes.getValue("Boot-Class-Path")).isNull();
    }
  }

  @Test
  void everyClassRunsOnJava8() throws IOException {
    Map<String, byte[]> files = allFiles();
    assertThat(files.keySet())
        .contains("io/tlswhy/entry/Agent.class", "io/tlswhy/assembly/Heart.class");
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".class")) {
            assertThat((content[6] & 0xff) << 8 | content[7] & 0xff)
                .as(name)
                .isLessThanOrEqualTo(JAVA_8);
          }
        });
  }

  @Test
  void whatOnlyTheBuildNeedsIsNotShipped() throws IOException {
    assertThat(allFiles().keySet())
        .noneMatch(name -> name.startsWith("io/tlswhy/assembly/pack/"))
        .noneMatch(name -> name.startsWith("META-INF/services/"))
        .noneMatch(name -> name.startsWith("org/bouncycastle/pqc/"))
        .noneMatch(name -> name.startsWith("org/bouncycastle/jce/provider/"))
        .doesNotContain("org/slf4j/LoggerFactory.class");
  }

  @Test
  void theWeaversTierHoldsNoLibraryButTheAsm() throws IOException {
    assertThat(tier("weave").keySet())
        .allMatch(
            name ->
                name.startsWith("io/tlswhy/evidence/")
                    || name.startsWith("io/tlswhy/weave/")
                    || name.startsWith("javax/net/ssl/Tlswhy")
                    || name.startsWith("net/bytebuddy/jar/asm/"));
  }

  @Test
  void noFileLiesInTwoTiers() throws IOException {
    List<String> names = new ArrayList<>();
    for (String tier : List.of("weave", "heart", "cli")) {
      names.addAll(tier(tier).keySet());
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void itCarriesTheLicencesOfTheLibrariesThatItHolds() throws IOException {
    String notice;
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream in = jar.getInputStream(jar.getEntry("META-INF/NOTICE"))) {
      notice = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    Map<String, String> libraries =
        Map.of(
            "net/bytebuddy/jar/asm/", "ASM",
            "org/bouncycastle/", "Bouncy Castle",
            "org/xbill/DNS/", "dnsjava",
            "org/apache/hc/", "Apache HttpComponents Core",
            "com/google/gson/", "Gson",
            "com/samskivert/mustache/", "JMustache",
            "org/slf4j/", "SLF4J",
            "picocli/", "picocli");
    for (String tier : List.of("weave", "heart", "cli")) {
      for (String name : tier(tier).keySet()) {
        if (!name.startsWith("io/tlswhy/") && !name.startsWith("javax/net/ssl/Tlswhy")) {
          assertThat(libraries.keySet()).as(name).anyMatch(name::startsWith);
        }
      }
    }
    assertThat(notice).contains(libraries.values());
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return Collections.list(jar.entries()).stream().map(ZipEntry::getName).toList();
    }
  }

  private static Map<String, byte[]> allFiles() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!entry.getName().startsWith("tiers/")) {
          files.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    for (String tier : List.of("weave", "heart", "cli")) {
      files.putAll(tier(tier));
    }
    return files;
  }

  /** A tier's files, read after its description and not with the loader's code. */
  private static Map<String, byte[]> tier(String tier) throws IOException {
    DataInputStream in;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      byte[] octets = jar.getInputStream(jar.getEntry("tiers/" + tier)).readAllBytes();
      in = new DataInputStream(new ByteArrayInputStream(octets));
    }
    int deflated = in.readInt();
    DataInputStream index =
        new DataInputStream(new ByteArrayInputStream(inflate(in, deflated, in.readInt())));
    List<byte[]> blocks = new ArrayList<>();
    int blockCount = index.readInt();
    for (int i = 0; i < blockCount; i++) {
      blocks.add(inflate(in, index.readInt(), index.readInt()));
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    int fileCount = index.readInt();
    for (int i = 0; i < fileCount; i++) {
      String name = index.readUTF();
      byte[] block = blocks.get(index.readInt());
      int offset = index.readInt();
      files.put(name, java.util.Arrays.copyOfRange(block, offset, offset + index.readInt()));
    }
    return files;
  }

  private static byte[] inflate(DataInputStream in, int deflated, int inflated) throws IOException {
    byte[] content = new byte[inflated];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in.readNBytes(deflated));
      assertThat(inflater.inflate(content)).isEqualTo(inflated);
      return content;
    } catch (java.util.zip.DataFormatException damaged) {
      throw new IOException(damaged);
    } finally {
      inflater.end();
    }
  }
}
