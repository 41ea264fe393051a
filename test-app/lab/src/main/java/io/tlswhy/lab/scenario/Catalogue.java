package io.tlswhy.lab.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every scenario of the lab. */
public final class Catalogue {
  private Catalogue() {}

  /** The stories of the demonstration, in the order in which they are told. */
  public static List<Scenario> stories() {
    return Stream.of(
            Stories.all(), TrustStories.all(), ServerScenarios.stories(), Stories.healthy())
        .flatMap(List::stream)
        .toList();
  }

  /** All of them, the stories first. */
  public static List<Scenario> all() {
    return Stream.of(
            stories(),
            CrlScenarios.all(),
            OcspScenarios.all(),
            ChainScenarios.all(),
            CertificateScenarios.all(),
            TrustManagerScenarios.all(),
            StapleScenarios.all(),
            ClockScenarios.all(),
            HandshakeScenarios.all(),
            ServerScenarios.all(),
            IntermittentScenarios.all(),
            JvmScenarios.all(),
            Decoys.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The scenario with this name. */
  public static Optional<Scenario> find(String name) {
    return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
