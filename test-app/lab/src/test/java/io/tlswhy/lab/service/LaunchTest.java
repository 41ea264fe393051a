package io.tlswhy.lab.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchTest {
  @Test
  void theAgentStandsFirstAndTheServiceLast() {
    Launch launch =
        new Launch(
            Path.of("/jdk/bin/java"),
            Path.of("orders.jar"),
            Optional.of("tlswhy.jar=timeout=2s"),
            List.of(Path.of("names.jar")),
            List.of("-Dx=1"),
            Map.of("orders.partner.limit", "3s"));
    assertThat(launch.commandLine())
        .containsExactly(
            "/jdk/bin/java",
            "-javaagent:tlswhy.jar=timeout=2s",
            "-Dx=1",
            "-Dorders.port=0",
            "-Dorders.partner.limit=3s",
            "-cp",
            "orders.jar:names.jar",
            "com.example.orders.OrdersApplication");
  }
}
