package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Properties system = new Properties();
  private final Properties file = new Properties();

  @Test
  void systemPropertiesComeBeforeEnvironmentVariablesBeforeTheFile() {
    file.setProperty("orders.partner.limit", "1s");
    assertThat(settings(Map.of()).time("partner.limit")).isEqualTo(Duration.ofSeconds(1));
    Map<String, String> environment = Map.of("ORDERS_PARTNER_LIMIT", "2s");
    assertThat(settings(environment).time("partner.limit")).isEqualTo(Duration.ofSeconds(2));
    system.setProperty("orders.partner.limit", "3s");
    assertThat(settings(environment).time("partner.limit")).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void timesAreWrittenAsPeopleWriteThem() {
    file.setProperty("orders.a", "500ms");
    file.setProperty("orders.b", "5m");
    assertThat(settings(Map.of()).time("a")).isEqualTo(Duration.ofMillis(500));
    assertThat(settings(Map.of()).time("b")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aMissingSettingIsNamed() {
    assertThatThrownBy(() -> settings(Map.of()).text("port")).hasMessage("orders.port is not set");
  }

  private Settings settings(Map<String, String> environment) {
    return new Settings(system, environment, file);
  }
}
