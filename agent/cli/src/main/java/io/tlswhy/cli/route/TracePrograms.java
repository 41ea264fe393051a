package io.tlswhy.cli.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The commands by which this machine could trace a route, the one that tells most first.
 *
 * <p>The programs are those of fixed folders; of their arguments only a literal address and a port
 * are not fixed.
 */
final class TracePrograms {
  private static final String HOPS = "-m20";

  private final List<Path> folders;

  TracePrograms(List<Path> folders) {
    this.folders = folders;
  }

  /** The commands for an address; empty if there is no program. */
  List<Trace> commands(String address, int port) {
    List<Trace> commands = new ArrayList<>();
    program("traceroute").ifPresent(path -> ofTraceroute(commands, path, address, port));
    // Tracepath writes all that it has at its end if nobody watches, which is too late.
    Optional<String> lineByLine = program("stdbuf");
    program("tracepath")
        .filter(path -> lineByLine.isPresent())
        .ifPresent(
            path ->
                commands.add(
                    Trace.of(
                        Arrays.asList(lineByLine.get(), "-oL", path, "-n", HOPS, address), false)));
    return Collections.unmodifiableList(commands);
  }

  private static void ofTraceroute(List<Trace> commands, String path, String address, int port) {
    String wait = "-w1";
    String tries = "-q1";
    // Over TCP first, since a firewall may treat other packets otherwise; that needs rights, and
    // neither BusyBox nor GNU inetutils has it.
    commands.add(
        Trace.of(
            Arrays.asList(
                path, "-T", "-n", tries, wait, HOPS, "-p", Integer.toString(port), address),
            true));
    commands.add(Trace.of(Arrays.asList(path, "-n", tries, wait, HOPS, address), false));
    // GNU inetutils shows numbers without being asked to, and does not know the option.
    commands.add(Trace.of(Arrays.asList(path, tries, wait, HOPS, address), false));
  }

  private Optional<String> program(String name) {
    for (Path folder : folders) {
      if (Files.isExecutable(folder.resolve(name))) {
        return Optional.of(folder.resolve(name).toString());
      }
    }
    return Optional.empty();
  }
}
