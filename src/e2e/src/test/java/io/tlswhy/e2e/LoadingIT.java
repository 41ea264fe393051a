package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Greeting;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is loaded when: nothing of a library before it is needed. */
class LoadingIT {

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aJvmWithoutTlsLoadsOnlyEntryClasses(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.of(jdk).with("-verbose:class").withAgent().run(Greeting.class);
    assertThat(result.output())
        .contains("hello")
        .contains("io.tlswhy.entry.Agent")
        .doesNotContain("net.bytebuddy")
        .doesNotContain("org.bouncycastle")
        .doesNotContain("io.tlswhy.weave")
        .doesNotContain("io.tlswhy.assembly");
    assertThat(result.errors()).isEmpty();
  }
}
