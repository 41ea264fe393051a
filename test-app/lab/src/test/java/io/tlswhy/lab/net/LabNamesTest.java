package io.tlswhy.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabNamesTest {
  private static final int JAVA_8 = 52;

  @TempDir Path folder;

  @Test
  void writesEachAddressOfANameIntoTheHostsFile() throws IOException {
    LabNames names = new LabNames(folder);
    names.add("crl.test", InetAddress.getByName("127.7.0.1"));
    names.add("crl.test", InetAddress.getByName("127.7.0.2"));
    assertThat(Files.readAllLines(folder.resolve("hosts")))
        .containsExactly("127.0.0.1 localhost", "127.7.0.1 crl.test", "127.7.0.2 crl.test");
    assertThat(names.jvmFlags()).contains("-Djdk.net.hosts.file=" + folder.resolve("hosts"));
  }

  @Test
  void bringsJdk8ANameServiceAndNothingOfTheJdk() throws IOException {
    try (JarFile jar = new JarFile(new LabNames(folder).classPath().toFile())) {
      List<String> entries = jar.stream().map(ZipEntry::getName).toList();
      assertThat(entries)
          .containsExactly(
              "io/tlswhy/lab/names/LabNameService.class",
              "io/tlswhy/lab/names/LabNameServiceDescriptor.class",
              "META-INF/services/sun.net.spi.nameservice.NameServiceDescriptor");
      for (String entry : entries.subList(0, 2)) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(new ZipEntry(entry)))) {
          in.skipBytes(6);
          assertThat(in.readUnsignedShort()).isEqualTo(JAVA_8);
        }
      }
    }
  }
}
