package io.tlswhy.lab.demo;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.scenario.Scenario;
import io.tlswhy.lab.scenario.Scene;
import io.tlswhy.lab.service.Launch;
import io.tlswhy.lab.service.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays a scenario with the service in a JVM of its own, without or with the agent. */
public final class Play {
  private static final Duration TELLING = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMillis(700);
  private static final Duration HEALTHY_QUIET = Duration.ofSeconds(3);
  // The lab is on loopback, which the agent's address rules forbid unless told otherwise.
  private static final String ALLOW = "=allow=127.0.0.0/8";

  private final Path java;
  private final Path orders;

  /** Plays with this Java and this service. */
  public Play(Path java, Path orders) {
    this.java = java;
    this.orders = orders;
  }

  /** What came of it: the service's log, and what was seen from outside. */
  public record Outcome(List<String> log, List<String> seen) {}

  /** Plays it without an agent. */
  public Outcome bare(Scenario scenario) throws IOException {
    return play(scenario, Optional.empty());
  }

  /** Plays it with this agent. */
  public Outcome with(Path agent, Scenario scenario) throws IOException {
    return play(scenario, Optional.of(agent));
  }

  private Outcome play(Scenario scenario, Optional<Path> agent) throws IOException {
    try (Lab lab = new Lab()) {
      Scene scene = scenario.prepare(lab);
      Optional<String> argument = agent.map(jar -> jar + options(scene));
      Launch launch = launch(java, orders, lab, scene, argument);
      try (RunningService service = RunningService.start(launch)) {
        scene.course().run(service);
        if (agent.isPresent()) {
          service.await(log -> Telling.isTold(scenario, log), TELLING);
        }
        service.awaitSilence(scenario.code().isPresent() ? QUIET : HEALTHY_QUIET);
        return new Outcome(service.log(), service.seen());
      }
    }
  }

  private static String options(Scene scene) {
    return ALLOW + ",timeout=" + scene.agentTimeout() + ",probe=" + scene.probe();
  }

  static Launch launch(Path java, Path orders, Lab lab, Scene scene, Optional<String> agent) {
    List<String> flags = new ArrayList<>(lab.names().jvmFlags());
    flags.addAll(scene.jvmFlags());
    List<Path> classPath = new ArrayList<>(scene.classPath());
    classPath.add(lab.names().classPath());
    return new Launch(java, orders, agent, classPath, flags, scene.settings());
  }
}
