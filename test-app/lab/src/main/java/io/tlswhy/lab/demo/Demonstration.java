package io.tlswhy.lab.demo;

import io.tlswhy.lab.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays scenarios, each without and then with the agent, and prints what the service's log says.
 */
public final class Demonstration {
  // Most of a story is waiting for time-outs; but a JVM that starts beside too many others is so
  // late that its own time-outs are no longer what is shown.
  private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Play play;
  private final Optional<Path> agent;
  private final PrintStream out;

  /** Plays with this agent; without one, only the first half. */
  public Demonstration(Play play, Optional<Path> agent, PrintStream out) {
    this.play = play;
    this.agent = agent;
    this.out = out;
  }

  /** Plays them all; the names of those that did not end as they must. */
  public List<String> run(List<Scenario> scenarios) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Transcript>> running = new ArrayList<>();
      for (Scenario scenario : scenarios) {
        running.add(threads.submit(() -> transcript(scenario)));
      }
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        Transcript transcript = running.get(i).get();
        transcript.print(out);
        if (!transcript.faults().isEmpty()) {
          wrong.add(scenarios.get(i).name());
        }
      }
      return wrong;
    } catch (ExecutionException e) {
      throw new IOException("a scenario could not be played", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the demonstration was stopped", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Transcript transcript(Scenario scenario) throws IOException {
    Play.Outcome bare = play.bare(scenario);
    if (agent.isEmpty()) {
      return new Transcript(scenario, bare, Optional.empty());
    }
    return new Transcript(scenario, bare, Optional.of(play.with(agent.get(), scenario)));
  }
}
