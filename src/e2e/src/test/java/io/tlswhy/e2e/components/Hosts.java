package io.tlswhy.e2e.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two hosts of the test's own, each a network namespace: one for the application, one for all that
 * it talks to.
 */
final class Hosts implements AutoCloseable {
  /** The application's host. */
  static final String APPLICATION = "10.203.0.1";

  /** The partner's TLS server. */
  static final String PARTNER = "10.203.0.2";

  /** The host of the CRLs and of the OCSP responder. */
  static final String REVOCATION = "10.203.0.3";

  /** The forward proxy. */
  static final String PROXY = "10.203.0.5";

  /** The name server. */
  static final String NAMES = "10.203.0.53";

  private static final List<String> SERVERS =
      List.of(PARTNER, REVOCATION, "10.203.0.4", PROXY, NAMES);

  private final String application = "tlswhy-app-" + ProcessHandle.current().pid();
  private final String servers = "tlswhy-net-" + ProcessHandle.current().pid();
  private final Path configuration = Path.of("/etc/netns", application);
  private final List<Process> processes = new ArrayList<>();

  Hosts() {
    for (String namespace : List.of(application, servers)) {
      Shell.run("ip", "netns", "add", namespace);
      Shell.run("ip", "-n", namespace, "link", "set", "lo", "up");
    }
    Shell.run(
        "ip",
        "link",
        "add",
        "twapp0",
        "netns",
        application,
        "type",
        "veth",
        "peer",
        "name",
        "twnet0",
        "netns",
        servers);
    Shell.run("ip", "-n", application, "addr", "add", APPLICATION + "/24", "dev", "twapp0");
    for (String address : SERVERS) {
      Shell.run("ip", "-n", servers, "addr", "add", address + "/24", "dev", "twnet0");
    }
    Shell.run("ip", "-n", application, "link", "set", "twapp0", "up");
    Shell.run("ip", "-n", servers, "link", "set", "twnet0", "up");
    try {
      Files.createDirectories(configuration);
      Files.writeString(
          configuration.resolve("resolv.conf"),
          "nameserver " + NAMES + "\noptions timeout:1 attempts:1\n");
      Files.writeString(
          configuration.resolve("hosts"), "127.0.0.1 localhost\n" + PARTNER + " partner.test\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What starts a command on the application's host. */
  List<String> onApplication() {
    return List.of("ip", "netns", "exec", application);
  }

  /** Starts a server on the other host; it ends with the hosts. */
  void serve(Path output, String... command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", servers));
    whole.addAll(List.of(command));
    processes.add(Shell.start(output, whole));
  }

  /** Waits until something listens at a port of the other host. */
  void awaitPort(int port) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (Shell.run("ip", "netns", "exec", servers, "ss", "-Hltn", "sport = :" + port)
          .contains(":" + port)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("nothing listens at port " + port);
  }

  /** Sets the packet filter of the servers' host: nft rules for its input; empty: none. */
  void filter(String... rules) {
    Shell.run("ip", "netns", "exec", servers, "nft", "flush", "ruleset");
    if (rules.length > 0) {
      Shell.run(
          "ip",
          "netns",
          "exec",
          servers,
          "nft",
          "add table inet f; add chain inet f in { type filter hook input priority 0; }; "
              + Stream.of(rules)
                  .map(rule -> "add rule inet f in " + rule)
                  .reduce((a, b) -> a + "; " + b)
                  .orElse(""));
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    for (String namespace : List.of(application, servers)) {
      Shell.run("ip", "netns", "del", namespace);
    }
    try {
      Files.deleteIfExists(configuration.resolve("resolv.conf"));
      Files.deleteIfExists(configuration.resolve("hosts"));
      Files.deleteIfExists(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
