package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Greeting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong option is one clear line, and the application starts all the same. */
class OptionsIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "slow=soon; slow; soon",
        "probes=off; probes; probe",
        "log=loud; log; auto",
        "json=/nowhere/at/all/incidents.json; json; /nowhere/at/all",
        "dir=/etc/hostname/incidents; dir; /etc/hostname",
        "log=file:/nowhere/at/all/tlswhy.log; log; /nowhere/at/all",
        "allow=everything; allow; everything",
        "enabled=perhaps; enabled; perhaps",
      })
  void aWrongOptionIsOneLine(String option, String key, String named) {
    ForkedJvm.Result result = ForkedJvm.of(Jdk.current()).withAgent(option).run(Greeting.class);
    assertThat(result.status()).isZero();
    assertThat(result.output()).isEqualTo("hello\n");
    List<String> lines = result.errors().lines().toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("tlswhy: ").contains(key).contains(named);
  }

  @Test
  void theSameJarTwiceIsOneLine() {
    ForkedJvm.Result result =
        ForkedJvm.of(Jdk.current()).withAgent().withAgent().run(Greeting.class);
    assertThat(result.status()).isZero();
    assertThat(result.output()).isEqualTo("hello\n");
    assertThat(result.errors().lines()).hasSize(1).first().asString().startsWith("tlswhy: ");
  }

  @Test
  void switchedOffByTheEnvironmentItDoesNothing() {
    ForkedJvm.Result result =
        ForkedJvm.of(Jdk.current())
            .withEnvironment("TLSWHY_ENABLED=false")
            .with("-verbose:class")
            .withAgent()
            .run(Greeting.class);
    assertThat(result.output()).contains("hello").doesNotContain("io.tlswhy.entry.Gate");
    assertThat(result.errors()).isEmpty();
  }
}
