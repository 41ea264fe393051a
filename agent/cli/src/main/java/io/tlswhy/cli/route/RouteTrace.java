package io.tlswhy.cli.route;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.net.Urls;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Has the system's traceroute or tracepath tell where the way to an address ends to which no
 * connection came about: that is nothing that Java can see.
 *
 * <p>The program is one of fixed folders, started without a shell; of its arguments only a literal
 * address and a port are not fixed.
 */
public final class RouteTrace {
  private static final List<Path> FOLDERS =
      Collections.unmodifiableList(
          Arrays.asList(
              Paths.get("/usr/bin"),
              Paths.get("/usr/sbin"),
              Paths.get("/bin"),
              Paths.get("/sbin")));

  private static final int MOST_ROUTES = 3;
  private static final int MOST_OUTPUT = 16 << 10;

  private final List<Path> folders;
  private final Duration longest;

  RouteTrace(List<Path> folders, Duration longest) {
    this.folders = folders;
    this.longest = longest;
  }

  /** With the programs of this machine, no longer than 20 s each. */
  public static RouteTrace ofThisMachine() {
    return new RouteTrace(FOLDERS, Duration.ofSeconds(20));
  }

  /** The routes to the addresses of trials that did not answer a connection request. */
  public List<Route> routes(List<EndpointTrial> trials) {
    Map<InetAddress, Integer> silent = new LinkedHashMap<>();
    for (EndpointTrial trial : trials) {
      for (Stage stage : trial.stages()) {
        if (stage.kind() == Stage.Kind.CONNECT
            && stage.result() == Stage.Result.TIMEOUT
            && stage.via().equals("direct")
            && silent.size() < MOST_ROUTES) {
          AddressRange.literal(stage.address())
              .ifPresent(address -> silent.putIfAbsent(address, Urls.port(trial.url())));
        }
      }
    }
    List<Route> routes = new ArrayList<>();
    silent.forEach((address, port) -> trace(address, port).ifPresent(routes::add));
    return routes;
  }

  private Optional<Route> trace(InetAddress address, int port) {
    String host = address.getHostAddress();
    List<List<String>> commands = new ArrayList<>();
    // Over TCP first, since a firewall may treat other packets otherwise; that needs rights.
    program("traceroute")
        .ifPresent(
            path -> {
              String tries = "-q1";
              commands.add(
                  Arrays.asList(
                      path, "-T", "-n", tries, "-w1", "-m20", "-p", Integer.toString(port), host));
              commands.add(Arrays.asList(path, "-n", tries, "-w1", "-m20", host));
            });
    program("tracepath").ifPresent(path -> commands.add(Arrays.asList(path, "-n", "-m20", host)));
    for (List<String> command : commands) {
      Optional<String> output = run(command);
      if (output.isPresent()) {
        return Optional.of(Route.of(host, port, String.join(" ", command), output.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> program(String name) {
    for (Path folder : folders) {
      if (Files.isExecutable(folder.resolve(name))) {
        return Optional.of(folder.resolve(name).toString());
      }
    }
    return Optional.empty();
  }

  /** What it printed; empty if it could not do it. What it printed until its time was up counts. */
  private Optional<String> run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(new File("/dev/null"))
              .redirectInput(new File("/dev/null"))
              .start();
      try {
        String output = output(process);
        return process.isAlive() || process.exitValue() == 0
            ? Optional.of(output)
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String output(Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    InputStream in = process.getInputStream();
    boolean ended = false;
    while (!ended && System.nanoTime() - deadline < 0 && output.size() < MOST_OUTPUT) {
      ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      while (in.available() > 0 && output.size() < MOST_OUTPUT) {
        int read = in.read(buffer, 0, Math.min(buffer.length, in.available()));
        output.write(buffer, 0, Math.max(0, read));
      }
    }
    return new String(output.toByteArray(), StandardCharsets.US_ASCII);
  }
}
