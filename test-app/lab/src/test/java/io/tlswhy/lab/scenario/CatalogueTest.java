package io.tlswhy.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.lab.Lab;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  static Stream<Scenario> all() {
    return Catalogue.all().stream();
  }

  @Test
  void namesAreUnique() {
    assertThat(all().map(Scenario::name)).doesNotHaveDuplicates();
  }

  @Test
  void everyScenarioIsFoundByItsName() {
    assertThat(all()).allSatisfy(s -> assertThat(Catalogue.find(s.name())).contains(s));
    assertThat(Catalogue.find("no such scenario")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysInASentenceWhatIsBroken(Scenario scenario) {
    assertThat(scenario.sentence()).matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @MethodSource("all")
  void canBeSetUpAndLeavesNothingBehind(Scenario scenario) throws IOException {
    Lab lab = new Lab();
    Scene scene = scenario.prepare(lab);
    assertThat(lab.file("hosts")).content().contains(".test");
    assertThat(scene.jvmFlags()).anyMatch(flag -> flag.startsWith("-Djavax.net.ssl.trustStore="));
    lab.close();
    assertThat(lab.file("hosts").getParent()).doesNotExist();
  }
}
