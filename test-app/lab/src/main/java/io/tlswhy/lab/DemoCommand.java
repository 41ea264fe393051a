package io.tlswhy.lab;

import io.tlswhy.lab.scenario.Catalogue;
import io.tlswhy.lab.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code java -jar lab.jar demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Plays the stories of the demonstration, without and with the agent.")
final class DemoCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "STORY", description = "Only these stories.")
  private List<String> names = new ArrayList<>();

  @CommandLine.Mixin private LabCommand.Surroundings surroundings = new LabCommand.Surroundings();

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Scenario> stories = names.isEmpty() ? Catalogue.stories() : LabCommand.named(names, spec);
    return surroundings.play(stories);
  }
}
