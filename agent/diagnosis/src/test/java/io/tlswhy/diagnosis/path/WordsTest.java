package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** How names, times and numbers are written. */
class WordsTest {
  @Test
  void names() {
    assertThat(Words.name(new X500Principal("CN=Example CA, O=Example")))
        .isEqualTo("CN=Example CA, O=Example");
    assertThat(Words.name(new X500Principal(""))).isEqualTo("(no subject)");
    assertThat(Words.name(new X500Principal("CN=" + "a".repeat(200))))
        .isEqualTo("CN=" + "a".repeat(96) + "…");
  }

  @Test
  void times() {
    assertThat(Words.time(Instant.parse("2026-11-20T12:00:00.999Z")))
        .isEqualTo("2026-11-20 12:00:00 UTC");
    assertThat(Words.duration(Duration.ofMillis(-3))).isEqualTo("1 second");
    assertThat(Words.duration(Duration.ofSeconds(59))).isEqualTo("59 seconds");
    assertThat(Words.duration(Duration.ofSeconds(119))).isEqualTo("1 minute");
    assertThat(Words.duration(Duration.ofMinutes(150))).isEqualTo("2 hours");
    assertThat(Words.duration(Duration.ofHours(-49))).isEqualTo("2 days");
  }

  @Test
  void articles() {
    assertThat(Words.withArticle("RSA")).isEqualTo("an RSA");
    assertThat(Words.withArticle("EC")).isEqualTo("an EC");
    assertThat(Words.withArticle("Ed25519")).isEqualTo("an Ed25519");
    assertThat(Words.withArticle("DSA")).isEqualTo("a DSA");
    assertThat(Words.withArticle("")).isEqualTo("a ");
  }

  @Test
  void lists() {
    assertThat(Words.list(List.of())).isEmpty();
    assertThat(Words.list(List.of("a"))).isEqualTo("a");
    assertThat(Words.list(List.of("a", "b", "c", "d", "e", "f", "g")))
        .isEqualTo("a, b, c, d, e and 2 more");
  }
}
