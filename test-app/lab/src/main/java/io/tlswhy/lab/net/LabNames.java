package io.tlswhy.lab.net;

import io.tlswhy.lab.service.Java8Jar;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the lab, for a JVM that runs in it: a hosts file, which JDK 11 and later read
 * themselves and JDK 8 reads through a name service that the lab brings. A name that is not in the
 * file does not exist.
 */
public final class LabNames {
  private static final String SERVICE = "sun.net.spi.nameservice.NameServiceDescriptor";
  private static final List<String> NAME_SERVICE_CLASSES =
      List.of("io/tlswhy/lab/names/LabNameService", "io/tlswhy/lab/names/LabNameServiceDescriptor");

  private final Path hosts;
  private final Path nameService;
  private final List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));

  /** Names that are kept in this folder. */
  public LabNames(Path folder) throws IOException {
    hosts = folder.resolve("hosts");
    write();
    nameService =
        Java8Jar.ofService(folder.resolve("name-service.jar"), NAME_SERVICE_CLASSES, SERVICE);
  }

  /** Gives a name one more address. */
  public void add(String name, InetAddress address) throws IOException {
    lines.add(address.getHostAddress() + " " + name);
    write();
  }

  /** Puts the first address of a name behind its others, as name servers do in turn. */
  public void rotate(String name) throws IOException {
    for (String line : lines) {
      if (line.endsWith(" " + name)) {
        lines.remove(line);
        lines.add(line);
        break;
      }
    }
    write();
  }

  private void write() throws IOException {
    // At once, since the JVM under test may read at any moment.
    Path fresh = hosts.resolveSibling("hosts.new");
    Files.write(fresh, lines, StandardCharsets.US_ASCII);
    Files.move(fresh, hosts, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the JVM's command line must say; it needs {@link #classPath} also. */
  public List<String> jvmFlags() {
    return List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.spi.nameservice.provider.1=dns,lab");
  }

  /** A jar for the class path of the JVM; only JDK 8 finds something in it. */
  public Path classPath() {
    return nameService;
  }
}
