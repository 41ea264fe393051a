package io.tlswhy.weave.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class FailureMemoryTest {
  private final FailureMemory memory = new FailureMemory();

  @Test
  void remembersTheLastFailureUntilAnAnswerComes() {
    URI url = URI.create("http://crl.example/1.crl");
    IOException error = new IOException("refused");
    memory.failed(url, error);
    FailureMemory.Failure failure = memory.hidden(url);
    assertThat(failure).isNotNull();
    assertThat(failure.error()).isSameAs(error);
    memory.answered(url);
    assertThat(memory.hidden(url)).isNull();
  }

  @Test
  void holdsAThousandAtMost() {
    for (int i = 0; i < 3_000; i++) {
      memory.failed(URI.create("http://crl.example/" + i), new IOException("refused"));
    }
    int held = 0;
    for (int i = 0; i < 3_000; i++) {
      if (memory.hidden(URI.create("http://crl.example/" + i)) != null) {
        held++;
      }
    }
    assertThat(held).isEqualTo(1_000);
    assertThat(memory.hidden(URI.create("http://crl.example/2999"))).isNotNull();
  }
}
