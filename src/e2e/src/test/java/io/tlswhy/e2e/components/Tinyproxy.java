package io.tlswhy.e2e.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A forward proxy as small companies and containers have it. */
final class Tinyproxy {
  static final int PORT = 8888;

  private final Network network;
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  Tinyproxy(Network network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** Filters out a domain. */
  Tinyproxy filtering(String domain) throws IOException {
    Path filter = Files.writeString(folder.resolve("tinyproxy.filter"), domain + "\n");
    lines.add("Filter \"" + filter + "\"");
    return this;
  }

  /** Starts it. */
  void start() throws IOException, InterruptedException {
    // It resolves as its host does, and the servers' host asks nobody.
    network.servers().etc("resolv.conf", "nameserver " + Network.NAMES + "\n");
    lines.addAll(
        List.of(
            "Port " + PORT,
            "Listen " + Network.PROXY,
            "Bind " + Network.PROXY,
            "Timeout 20",
            "LogFile \"" + folder.resolve("tinyproxy.log") + "\"",
            "PidFile \"" + folder.resolve("tinyproxy.pid") + "\""));
    Path file = Files.write(folder.resolve("tinyproxy.conf"), lines);
    network
        .servers()
        .serve(
            folder.resolve("tinyproxy.out"),
            Network.PROXY,
            PORT,
            "tinyproxy",
            "-d",
            "-c",
            file.toString());
  }
}
