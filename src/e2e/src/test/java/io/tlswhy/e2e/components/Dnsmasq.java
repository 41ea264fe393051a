package io.tlswhy.e2e.components;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A name server. */
final class Dnsmasq {
  private final Network network;
  private final Path folder;
  private final String address;
  private final List<String> options = new ArrayList<>();

  Dnsmasq(Network network, Path folder, String address) {
    this.network = network;
    this.folder = folder;
    this.address = address;
  }

  /** Knows a name's addresses. */
  Dnsmasq knows(String name, String... addresses) {
    // It is asked for addresses of the other kind, too, and has none.
    options.add("--local=/" + name + "/");
    for (String one : addresses) {
      options.add("--address=/" + name + "/" + one);
    }
    return this;
  }

  /** Says of a name that there is none. */
  Dnsmasq denies(String name) {
    options.add("--address=/" + name + "/");
    return this;
  }

  /** Knows a name, and no address of it. */
  Dnsmasq knowsNoAddressOf(String name) {
    options.add("--local=/" + name + "/");
    options.add("--txt-record=" + name + ",moved");
    return this;
  }

  /** Asks another server, and believes only what is signed, which nothing of that one is. */
  Dnsmasq distrusts(String server) {
    options.add("--server=" + server);
    options.add("--dnssec");
    options.add("--trust-anchor=.,1,8,2," + "0123456789ABCDEF".repeat(4));
    return this;
  }

  /** Starts it. */
  void start() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--no-resolv",
                "--no-hosts",
                "--user=root",
                "--pid-file",
                "--listen-address=" + address,
                "--bind-interfaces"));
    command.addAll(options);
    network
        .servers()
        .serve(
            folder.resolve("dnsmasq-" + address + ".out"),
            address,
            53,
            command.toArray(new String[0]));
  }
}
