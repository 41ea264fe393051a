package io.tlswhy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** ETIMEDOUT and ECONNREFUSED, by time and by the system's word. */
class SystemTimeoutTest {
  private static boolean gaveUp(String word, long millis) {
    return SystemTimeout.isIn(new ConnectException(word), Duration.ofMillis(millis));
  }

  @Test
  void whatComesAtOnceIsARefusalWhateverTheWord() {
    assertThat(gaveUp("Connection refused", 1)).isFalse();
    assertThat(gaveUp("Connection timed out", 999)).isFalse();
  }

  @Test
  void theWordTellsALateRefusalFromATimeout() {
    assertThat(gaveUp("Connection timed out", 1_003)).isTrue();
    assertThat(gaveUp("Connection timed out (Connection timed out)", 127_000)).isTrue();
    assertThat(gaveUp("Connection refused: no further information", 2_030)).isFalse();
    assertThat(gaveUp("Connection refused", 40_000)).isFalse();
  }

  @Test
  void ofATranslatedWordOnlyALongTimeIsATimeout() {
    assertThat(gaveUp("Die Wartezeit für die Verbindung ist abgelaufen", 3_000)).isFalse();
    assertThat(gaveUp("Die Wartezeit für die Verbindung ist abgelaufen", 20_001)).isTrue();
    assertThat(SystemTimeout.isIn(new ConnectException(), Duration.ofSeconds(127))).isTrue();
  }
}
