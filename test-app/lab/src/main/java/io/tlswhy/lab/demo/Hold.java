package io.tlswhy.lab.demo;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.scenario.Scenario;
import io.tlswhy.lab.scenario.Scene;
import io.tlswhy.lab.service.Launch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Sets a scenario up and leaves it so, for whoever wants to meet it with an own JVM. */
public final class Hold {
  private final Path java;
  private final Path orders;
  private final PrintStream out;

  /** Names the command line for this Java and this service. */
  public Hold(Path java, Path orders, PrintStream out) {
    this.java = java;
    this.orders = orders;
    this.out = out;
  }

  /** Sets it up and returns when the reader of {@code until} does. */
  public void run(Scenario scenario, Wait until) throws IOException {
    try (Lab lab = new Lab()) {
      Scene scene = scenario.prepare(lab);
      Launch launch = Play.launch(java, orders, lab, scene, Optional.empty());
      List<String> command = launch.commandLine();
      out.println(scenario.name() + ": " + scenario.sentence());
      out.println("A JVM meets it when it is started so; then POST to /orders/tea at its port:");
      out.println(String.join(" ", command));
      out.println("It stays until Enter is pressed.");
      out.flush();
      until.over();
    }
  }

  /** What the scenario is held for. */
  @FunctionalInterface
  public interface Wait {
    /** Returns when it is over. */
    void over() throws IOException;
  }
}
