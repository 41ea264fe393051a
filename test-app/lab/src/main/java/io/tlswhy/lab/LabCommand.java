package io.tlswhy.lab;

import io.tlswhy.lab.demo.Demonstration;
import io.tlswhy.lab.demo.Hold;
import io.tlswhy.lab.demo.Play;
import io.tlswhy.lab.scenario.Catalogue;
import io.tlswhy.lab.scenario.Scenario;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code java -jar lab.jar}. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = "Breaks TLS in a chosen way and shows what an ordinary service's log says.",
    subcommands = DemoCommand.class)
public final class LabCommand implements Callable<Integer> {
  @Option(names = "--list", description = "Lists the scenarios.")
  private boolean list;

  @Option(names = "--hold", description = "Sets one scenario up and leaves it so, to be looked at.")
  private boolean hold;

  @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "What to break.")
  private List<String> names = new ArrayList<>();

  @CommandLine.Mixin private Surroundings surroundings = new Surroundings();

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LabCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (list || names.isEmpty()) {
      for (Scenario scenario : Catalogue.all()) {
        System.out.printf(
            "%-34s %-30s %s%n", scenario.name(), scenario.code().orElse("-"), scenario.sentence());
      }
      return 0;
    }
    List<Scenario> scenarios = named(names, spec);
    return hold ? surroundings.hold(scenarios.get(0)) : surroundings.play(scenarios);
  }

  static List<Scenario> named(List<String> names, CommandLine.Model.@Nullable CommandSpec spec) {
    List<Scenario> found = new ArrayList<>();
    for (String name : names) {
      Optional<Scenario> scenario = Catalogue.find(name);
      if (scenario.isEmpty()) {
        throw new ParameterException(
            spec == null ? new CommandLine(new LabCommand()) : spec.commandLine(),
            "no scenario is called " + name + "; --list lists them");
      }
      found.add(scenario.get());
    }
    return found;
  }

  /** Which Java, which service and which agent are played with. */
  static final class Surroundings {
    @Option(
        names = "--java",
        paramLabel = "JAVA",
        description = "The java program or Java home of the service; default: this one.")
    private @Nullable Path java;

    @Option(
        names = "--agent",
        paramLabel = "JAR",
        description = "The agent; default: agent/target/tlswhy.jar of this source tree.")
    private @Nullable Path agent;

    @Option(names = "--without-agent", description = "Plays only the half without the agent.")
    private boolean withoutAgent;

    int play(List<Scenario> scenarios) throws IOException {
      Play play = new Play(java(), ownFolder().resolve("orders.jar"));
      Optional<Path> used = withoutAgent ? Optional.empty() : Optional.of(agent());
      List<String> wrong = new Demonstration(play, used, System.out).run(scenarios);
      if (!wrong.isEmpty()) {
        System.out.println("Not as they must be: " + String.join(", ", wrong));
        return 1;
      }
      return 0;
    }

    int hold(Scenario scenario) throws IOException {
      new Hold(java(), ownFolder().resolve("orders.jar"), System.out)
          .run(scenario, () -> System.in.read());
      return 0;
    }

    private Path java() {
      Path given = java == null ? Path.of(System.getProperty("java.home")) : java;
      return Files.isDirectory(given) ? given.resolve("bin").resolve("java") : given;
    }

    private Path agent() {
      return agent == null ? ownFolder().resolve("../../agent/target/tlswhy.jar") : agent;
    }

    private static Path ownFolder() {
      try {
        Path jar =
            Path.of(LabCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Optional.ofNullable(jar.toAbsolutePath().getParent()).orElse(jar);
      } catch (URISyntaxException e) {
        throw new IllegalStateException("where the lab's jar is", e);
      }
    }
  }
}
