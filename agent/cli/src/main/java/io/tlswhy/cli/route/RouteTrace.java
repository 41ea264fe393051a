package io.tlswhy.cli.route;

import io.tlswhy.cli.SystemProgram;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.net.Urls;
import java.net.InetAddress;
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
      Optional<String> output = SystemProgram.output(trace.command(), deadline);
      if (output.isPresent()) {
        route = Route.of(address, port, trace, output.get());
        if (route.tells()) {
          return route;
        }
      }
    }
    return route;
  }
}
