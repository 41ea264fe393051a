package io.tlswhy.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tlswhy.assembly.pack.TierWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tier's loader and archive, over what the packer's {@link TierWriter} wrote. */
class TierLoaderTest {
  private static final String OWN = StandardError.class.getName();

  @TempDir Path folder;

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  @Test
  void aClassOfTheTierGoesBeforeTheParents() throws Exception {
    files.put(file(StandardError.class), octets(StandardError.class));

    Class<?> loaded = loader(StandardError.class.getClassLoader()).loadClass(OWN);

    assertThat(loaded).isNotEqualTo(StandardError.class);
    assertThat(loaded.getClassLoader()).isInstanceOf(TierLoader.class);
    assertThat(loaded.getPackage().getName()).isEqualTo("io.tlswhy.entry");
  }

  @Test
  void whatTheTierLacksComesFromTheParent() throws Exception {
    TierLoader loader = loader(ClassLoader.getPlatformClassLoader());

    assertThat(loader.loadClass("java.util.ArrayList")).isEqualTo(ArrayList.class);
  }

  @Test
  void theApplicationsClassPathIsNeverAsked() throws Exception {
    TierLoader loader = loader(ClassLoader.getPlatformClassLoader());

    assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(OWN));
    assertThat(loader.getResource(file(StandardError.class))).isNull();
    assertThat(loader.getResourceAsStream(file(StandardError.class))).isNull();
  }

  @Test
  void aClassForAPackageOfTheJdkIsAResourceOnly() throws Exception {
    files.put("javax/net/ssl/Planted.class", octets(StandardError.class));
    TierLoader loader = loader(ClassLoader.getPlatformClassLoader());

    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> loader.loadClass("javax.net.ssl.Planted"));
    assertThat(read(loader.getResourceAsStream("javax/net/ssl/Planted.class")))
        .isEqualTo(octets(StandardError.class));
  }

  @Test
  void classesCarryTheDomainTheyWereGiven() throws Exception {
    files.put(file(StandardError.class), octets(StandardError.class));
    ProtectionDomain domain = new ProtectionDomain(null, null);

    Class<?> loaded = loader(null, domain).loadClass(OWN);

    assertThat(loaded.getProtectionDomain()).isSameAs(domain);
  }

  @Test
  void resourcesAreServedByUrlToo() throws Exception {
    files.put("a/b.txt", "text".getBytes(StandardCharsets.UTF_8));
    files.put("a/c d.txt", "next".getBytes(StandardCharsets.UTF_8));
    TierLoader loader = loader(ClassLoader.getPlatformClassLoader());

    URL url = java.util.Objects.requireNonNull(loader.getResource("a/b.txt"));

    assertThat(url).hasProtocol("tlswhy").hasPath("/a/b.txt");
    assertThat(read(url.openStream())).asString().isEqualTo("text");
    assertThat(url.openConnection().getContentLengthLong()).isEqualTo(4);
    assertThat(read(new URL(url, "c d.txt").openStream())).asString().isEqualTo("next");
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> new URL(url, "d.txt").openStream());
    assertThat(Collections.list(loader.getResources("a/b.txt"))).hasSize(1);
    assertThat(loader.getResource("a/absent.txt")).isNull();
    assertThat(Collections.list(loader.getResources("a/absent.txt"))).isEmpty();
  }

  @Test
  void filesOfAnySizeComeBackAsTheyWere() throws Exception {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 1000, 131_071, 131_072, 131_073, 1_000_000}) {
      for (int i = 0; i < 3; i++) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        files.put("f/" + size + "-" + i, content);
      }
    }
    TierArchive archive = archive();

    // Twice: from the blocks as they are inflated, and from those that are still there.
    for (int round = 0; round < 2; round++) {
      for (String name : files.descendingKeySet()) {
        assertThat(archive.read(name)).isEqualTo(files.get(name));
      }
    }
    assertThat(archive.read("f/absent")).isNull();
  }

  @Test
  void anEmptyTierHoldsNothing() throws Exception {
    assertThat(archive().contains("a")).isFalse();
  }

  @Test
  void manyThreadsLoadAtOnce() throws Exception {
    files.put(file(StandardError.class), octets(StandardError.class));
    files.put(file(AddressRanges.class), octets(AddressRanges.class));
    TierLoader loader = loader(ClassLoader.getPlatformClassLoader());
    CyclicBarrier start = new CyclicBarrier(8);
    List<Class<?>> loaded = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = i % 2 == 0 ? OWN : AddressRanges.class.getName();
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  loaded.add(loader.loadClass(name));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(loaded).hasSize(8);
    assertThat(Collections.unmodifiableSet(new java.util.HashSet<>(loaded))).hasSize(2);
  }

  @Test
  void aJarWithoutTheTierSaysWhatIsMissing() throws Exception {
    archive();
    try (ZipFile jar = new ZipFile(folder.resolve("t.jar").toFile())) {
      assertThatExceptionOfType(FileNotFoundException.class)
          .isThrownBy(() -> new TierArchive(jar, "tiers/absent"))
          .withMessage("tiers/absent in " + folder.resolve("t.jar"));
    }
  }

  @Test
  void aTierThatIsNoneIsRefused() throws Exception {
    ZipFile jar = jar(new byte[] {-1, -1, -1, -1, 0, 0, 0, 1, 0});

    assertThatThrownBy(() -> new TierArchive(jar, "tiers/t"))
        .isInstanceOf(IOException.class)
        .hasMessage("no tier of this agent");
  }

  private TierLoader loader(ClassLoader parent) throws IOException {
    return loader(parent, new ProtectionDomain(null, null));
  }

  private TierLoader loader(@Nullable ClassLoader parent, ProtectionDomain domain)
      throws IOException {
    return new TierLoader("t", jar(TierWriter.write(files)), parent, domain);
  }

  private TierArchive archive() throws IOException {
    return new TierArchive(jar(TierWriter.write(files)), "tiers/t");
  }

  private ZipFile jar(byte[] tier) throws IOException {
    Path path = folder.resolve("t.jar");
    CRC32 crc = new CRC32();
    crc.update(tier);
    ZipEntry entry = new ZipEntry("tiers/t");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(tier.length);
    entry.setCrc(crc.getValue());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(entry);
      zip.write(tier);
    }
    return new ZipFile(path.toFile());
  }

  private static String file(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] octets(Class<?> type) throws IOException {
    return read(type.getResourceAsStream("/" + file(type)));
  }

  private static byte[] read(@Nullable InputStream in) throws IOException {
    try (InputStream stream = java.util.Objects.requireNonNull(in)) {
      return stream.readAllBytes();
    }
  }
}
