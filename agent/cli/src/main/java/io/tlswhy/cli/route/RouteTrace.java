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
 * connection came about: that is nothing that Java can see. No shell is started for it.
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

  private final TracePrograms programs;
  private final Duration longest;

  RouteTrace(List<Path> folders, Duration longest) {
    this.programs = new TracePrograms(folders);
    this.longest = longest;
  }

  /** With the programs of this machine, no longer than 20 s for an address. */
  public static RouteTrace ofThisMachine() {
    return new RouteTrace(FOLDERS, Duration.ofSeconds(20));
  }

  /** The routes to the addresses of trials that were silent, or said to be out of reach. */
  public List<Route> routes(List<EndpointTrial> trials) {
    Map<InetAddress, Integer> silent = new LinkedHashMap<>();
    for (EndpointTrial trial : trials) {
      for (Stage stage : trial.stages()) {
        if (stage.kind() == Stage.Kind.CONNECT
            && (stage.result() == Stage.Result.TIMEOUT
                || stage.result() == Stage.Result.UNREACHABLE)
            && stage.via().equals("direct")
            && silent.size() < MOST_ROUTES) {
          AddressRange.literal(stage.address())
              .ifPresent(address -> silent.putIfAbsent(address, Urls.port(trial.url())));
        }
      }
    }
    List<Route> routes = new ArrayList<>();
    silent.forEach((address, port) -> routes.add(trace(address, port)));
    return routes;
  }

  private Route trace(InetAddress address, int port) {
    String host = address.getHostAddress();
    long deadline = System.nanoTime() + longest.toNanos();
    Route route = Route.notTraced(address, port);
    for (Trace trace : programs.commands(host, port)) {
      Optional<String> output = run(trace, deadline);
      if (output.isPresent()) {
        route = Route.of(address, port, trace, output.get());
        if (route.tells()) {
          return route;
        }
      }
    }
    return route;
  }

  /**
   * What it printed; empty if it could not do it. What it printed until its time was up counts, and
   * so does what it printed before it said by its status that the address was not reached.
   */
  private Optional<String> run(Trace trace, long deadline) {
    try {
      Process process =
          new ProcessBuilder(trace.command())
              .redirectError(new File("/dev/null"))
              .redirectInput(new File("/dev/null"))
              .start();
      try {
        String output = output(process, deadline);
        return output.isEmpty() && !process.isAlive() && process.exitValue() != 0
            ? Optional.empty()
            : Optional.of(output);
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

  private static String output(Process process, long deadline)
      throws IOException, InterruptedException {
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
