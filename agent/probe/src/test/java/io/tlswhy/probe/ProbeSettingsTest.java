package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeSettingsTest {
  @Test
  void optionsAreRead() {
    ProbeSettings settings =
        ProbeSettings.from(
            Map.of("probe", "all", "allow", "127.0.0.0/8,[fd00::/8]:80", "timeout", "1500"));

    assertThat(settings.scope()).isEqualTo(ProbeSettings.Scope.ALL);
    assertThat(settings.allowed()).hasSize(2);
    assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void withoutOptionsNothingIsExcepted() {
    ProbeSettings settings = ProbeSettings.from(Map.of());

    assertThat(settings.scope()).isEqualTo(ProbeSettings.Scope.ENDPOINTS);
    assertThat(settings.allowed()).isEmpty();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ProbeSettings.from(Map.of("allow", "off")).allowed()).isEmpty();
  }
}
