package io.tlswhy.e2e.components;

import com.google.gson.JsonParser;
import io.tlswhy.e2e.ForkedJvm;
import io.tlswhy.e2e.Jdk;
import io.tlswhy.e2e.app.Patient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The application that calls the partner, with the agent attached, until an incident is told. */
final class Application {
  private Application() {}

  /**
   * What it and its agent left behind.
   *
   * @param incidents what the agent told, in order
   * @param result what the JVM printed
   */
  record Outcome(List<Incident> incidents, ForkedJvm.Result result) {
    @Override
    public String toString() {
      return incidents + "\n" + result.output() + result.errors();
    }
  }

  /**
   * Calls the partner once, until an incident is told with what trying its endpoints showed.
   *
   * @param atMost how long an incident is waited for
   */
  static Outcome call(Jdk jdk, World world, Duration atMost)
      throws IOException, InterruptedException {
    Path json = json(world);
    List<String> options = new ArrayList<>(world.agentOptions());
    options.add("json=" + json);
    ForkedJvm jvm =
        ForkedJvm.of(jdk)
            .under(world.network().application().prefix())
            .withAgent(options.toArray(new String[0]))
            .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .with(world.jvmArguments().toArray(new String[0]));
    world.environment().forEach(jvm::withEnvironment);
    try (ForkedJvm.Running running =
        jvm.start(Patient.class, "https://" + Network.PARTNER_HOST + "/")) {
      Instant last = Instant.now().plus(atMost);
      while (!isTold(json) && running.isAlive() && Instant.now().isBefore(last)) {
        Thread.sleep(50);
      }
      ForkedJvm.Result result = running.end(Duration.ofSeconds(3));
      return new Outcome(read(json), result);
    }
  }

  /** The file of incidents. */
  static Path json(World world) {
    return world.folder().resolve("incidents.json");
  }

  private static boolean isTold(Path json) throws IOException {
    return read(json).stream().anyMatch(incident -> !incident.stages().isEmpty());
  }

  private static List<Incident> read(Path json) throws IOException {
    String text = Files.exists(json) ? Files.readString(json) : "";
    // A line that is still being written has no end yet.
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> new Incident(JsonParser.parseString(line).getAsJsonObject()))
        .toList();
  }
}
