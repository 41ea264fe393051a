package io.tlswhy.e2e.components;

import java.io.IOException;
import java.nio.file.Path;

/** A SOCKS 5 server, which tells in its replies why it does not connect. */
final class Microsocks {
  static final int PORT = 1080;

  private final Network network;
  private final Path folder;

  Microsocks(Network network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** Starts it. */
  void start() throws IOException, InterruptedException {
    network
        .servers()
        .serve(
            folder.resolve("microsocks.out"),
            Network.PROXY,
            PORT,
            "microsocks",
            "-i",
            Network.PROXY,
            "-p",
            Integer.toString(PORT),
            "-b",
            Network.PROXY);
  }
}
