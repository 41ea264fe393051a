package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.lab.demo.Play;
import io.tlswhy.lab.scenario.Catalogue;
import io.tlswhy.lab.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario of the lab, played live with the agent on each Java; several at once, since most
 * of each is waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
class ScenariosIT {
  private static final Path ORDERS =
      Path.of(System.getProperty("tlswhy.orders", "../../test-app/target/orders.jar"));

  static Stream<Arguments> scenarios() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                (Jdk.full().contains(jdk) ? Catalogue.all() : Catalogue.stories())
                    .stream()
                        .map(scenario -> Arguments.of(jdk, Named.of(scenario.name(), scenario))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("scenarios")
  void theServiceLogTellsWhatIsBroken(Jdk jdk, Scenario scenario) throws IOException {
    Play.Outcome outcome = new Play(jdk.java(), ORDERS).with(ForkedJvm.AGENT, scenario);
    if (scenario.code().isPresent()) {
      assertThat(outcome.log())
          .anyMatch(line -> line.contains("tlswhy[" + scenario.code().get() + "]"));
      for (String told : scenario.tells()) {
        assertThat(outcome.log()).anyMatch(line -> line.contains(told));
      }
    } else {
      assertThat(outcome.log()).noneMatch(line -> line.contains("tlswhy"));
    }
  }
}
