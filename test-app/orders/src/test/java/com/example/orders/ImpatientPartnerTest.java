package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ImpatientPartnerTest {
  @Test
  void passesAnswersOn() throws IOException {
    Partner partner = new ImpatientPartner(path -> "answer to " + path, Duration.ofMinutes(1));
    assertThat(partner.ask("stock")).isEqualTo("answer to stock");
  }

  @Test
  void passesFailuresOnAsTheirCause() {
    IOException failure = new IOException("refused");
    Partner partner =
        new ImpatientPartner(
            path -> {
              throw failure;
            },
            Duration.ofMinutes(1));
    assertThatThrownBy(() -> partner.ask("stock"))
        .isInstanceOf(IOException.class)
        .hasCause(failure);
  }

  @Test
  void givesUp() {
    CountDownLatch never = new CountDownLatch(1);
    Partner partner =
        new ImpatientPartner(
            path -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "too late";
            },
            Duration.ofMillis(1));
    assertThatThrownBy(() -> partner.ask("stock"))
        .hasMessage("no answer from the partner within 1 ms")
        .hasCauseInstanceOf(TimeoutException.class);
  }
}
