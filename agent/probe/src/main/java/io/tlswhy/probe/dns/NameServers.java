package io.tlswhy.probe.dns;

import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.files.SmallFile;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** Finds the name servers that this JVM's resolver asks. */
public final class NameServers {
  private static final Path RESOLV_CONF = Paths.get("/etc/resolv.conf");
  private static final int PORT = 53;

  /** The C library asks no more (MAXNS in resolv.h). */
  private static final int MOST_SERVERS = 3;

  private static final int MOST_LINES = 200;

  private NameServers() {}

  /**
   * The servers in the order in which they are asked; none where this JVM asks none, since its
   * names come from a file or from a name service of its own, or where they cannot be known.
   */
  public static List<InetSocketAddress> of(Properties system) {
    String provider = system.getProperty("sun.net.spi.nameservice.provider.1", "default");
    if (system.getProperty("jdk.net.hosts.file") != null || !provider.equals("default")) {
      return Collections.emptyList();
    }
    return read(RESOLV_CONF);
  }

  static List<InetSocketAddress> read(Path resolvConf) {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (String line : SmallFile.lines(resolvConf, MOST_LINES)) {
      String[] words = line.trim().split("\\s+", 3);
      if (words.length >= 2 && words[0].equals("nameserver") && servers.size() < MOST_SERVERS) {
        AddressRange.literal(words[1])
            .ifPresent(address -> servers.add(new InetSocketAddress(address, PORT)));
      }
    }
    return servers;
  }
}
