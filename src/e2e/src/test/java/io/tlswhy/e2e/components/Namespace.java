package io.tlswhy.e2e.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A host of the test's own: a network namespace, with its processes and its packet filter. */
final class Namespace implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final Path configuration;
  private final List<Process> processes = new ArrayList<>();

  Namespace(String purpose) {
    name = "tlswhy-" + ProcessHandle.current().pid() + "-" + NUMBER.getAndIncrement() + purpose;
    configuration = Path.of("/etc/netns", name);
    // The first one mounts the folder of all, which two cannot do at once.
    synchronized (NUMBER) {
      Shell.run("ip", "netns", "add", name);
    }
    Shell.run("ip", "-n", name, "link", "set", "lo", "up");
  }

  /** Connects two hosts by a cable whose ends are called {@code wire}. */
  static void connect(Namespace one, Namespace other) {
    Shell.run(
        "ip",
        "link",
        "add",
        "wire",
        "netns",
        one.name,
        "type",
        "veth",
        "peer",
        "name",
        "wire",
        "netns",
        other.name);
    for (Namespace end : List.of(one, other)) {
      Shell.run("ip", "-n", end.name, "link", "set", "wire", "up");
    }
  }

  /** Gives it an address, with its prefix's length, on its cable. */
  void address(String address) {
    List<String> command =
        new ArrayList<>(List.of("ip", "-n", name, "addr", "add", address, "dev", "wire"));
    if (address.contains(":")) {
      command.add("nodad");
    }
    Shell.run(command.toArray(new String[0]));
  }

  /** Sends what is for those addresses over its cable. */
  void route(String to) {
    Shell.run("ip", "-n", name, "route", "add", to, "dev", "wire");
  }

  /**
   * Connects it to another host by a cable of its own; the addresses have their prefix's length.
   */
  void connectTo(Namespace other, String othersAddress, String itsAddress) {
    Shell.run(
        "ip",
        "link",
        "add",
        "onward",
        "netns",
        other.name,
        "type",
        "veth",
        "peer",
        "name",
        "back",
        "netns",
        name);
    Shell.run("ip", "-n", other.name, "addr", "add", othersAddress, "dev", "onward");
    Shell.run("ip", "-n", name, "addr", "add", itsAddress, "dev", "back");
    Shell.run("ip", "-n", other.name, "link", "set", "dev", "onward", "up");
    Shell.run("ip", "-n", name, "link", "set", "dev", "back", "up");
  }

  /** Sends what is for those addresses to a router. */
  void routeVia(String router, String to) {
    Shell.run("ip", "-n", name, "route", "add", to, "via", router);
  }

  /** Makes it a router, that answers for each packet whose time is over. */
  void forwards() {
    run(
        "sysctl",
        "-qw",
        "net.ipv4.ip_forward=1",
        "net.ipv4.icmp_ratelimit=0",
        "net.ipv4.conf.all.rp_filter=0");
  }

  /** Sets what commands on this host read as a file of {@code /etc}. */
  void etc(String file, String content) {
    try {
      Files.createDirectories(configuration);
      Files.writeString(configuration.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has to be put before a command for it to run on this host. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Runs a command on this host; what it printed. */
  String run(String... command) {
    return Shell.run(after(prefix(), command));
  }

  /**
   * Starts a server on this host and waits until it listens; it ends with the host.
   *
   * @param output where what it prints goes
   */
  void serve(Path output, String address, int port, String... command)
      throws IOException, InterruptedException {
    Process server = Shell.start(output, List.of(after(prefix(), command)));
    synchronized (processes) {
      processes.add(server);
    }
    Instant last = Instant.now().plus(START);
    while (!listens(address, port)) {
      if (!server.isAlive() || Instant.now().isAfter(last)) {
        throw new IllegalStateException(
            "nothing listens at %s port %d: %s%n%s"
                .formatted(address, port, List.of(command), Files.readString(output)));
      }
      Thread.sleep(25);
    }
  }

  private boolean listens(String address, int port) {
    String listening = run("ss", "-Hltn", "sport = :" + port);
    return Stream.of(address, "[" + address + "]", "[::ffff:" + address + "]", "0.0.0.0", "*")
        .anyMatch(host -> listening.contains(" " + host + ":" + port + " "));
  }

  /** Adds rules for what comes in. */
  void filterInput(String... rules) {
    filter("input", rules);
  }

  /** Adds rules for what goes out. */
  void filterOutput(String... rules) {
    filter("output", rules);
  }

  /** Adds rules for what is passed on. */
  void filterForward(String... rules) {
    filter("forward", rules);
  }

  private void filter(String hook, String... rules) {
    StringBuilder script =
        new StringBuilder(
            "add table inet f; add chain inet f %s { type filter hook %s priority 0; }"
                .formatted(hook, hook));
    for (String rule : rules) {
      script.append("; add rule inet f ").append(hook).append(' ').append(rule);
    }
    run("nft", script.toString());
  }

  private static String[] after(List<String> prefix, String... command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(List.of(command));
    return whole.toArray(new String[0]);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    Shell.run("ip", "netns", "del", name);
    try {
      if (Files.exists(configuration)) {
        try (var files = Files.list(configuration)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(configuration);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
