package io.tlswhy.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final int CHUNK = 64 << 10;

  private final byte[] body = new byte[5 * CHUNK + 17];
  private final BodyBudget budget = new BodyBudget(() -> 10 * CHUNK);

  BodyReaderTest() {
    new Random(1).nextBytes(body);
  }

  @Test
  void aBodyIsReadToItsEnd() throws Exception {
    BodyReader reader = new BodyReader(1 << 20, 1 << 20, budget);

    assertThat(reader.read(new ByteArrayInputStream(body), PassingBody.COUNTED)).isEqualTo(body);
    assertThat(reader.isEnded()).isTrue();
    assertThat(reader.octets()).isEqualTo(body.length);
  }

  @Test
  void readingEndsAtTheBound() throws Exception {
    BodyReader reader = new BodyReader(2 * CHUNK + 5, 1 << 20, budget);

    assertThat(reader.read(new ByteArrayInputStream(body), PassingBody.COUNTED))
        .hasSize(2 * CHUNK + 5);
    assertThat(reader.isEnded()).isFalse();
    assertThat(reader.octets()).isEqualTo(2 * CHUNK + 5);
  }

  @Test
  void whatTheBudgetDoesNotHoldIsCountedAndNotKept() throws Exception {
    assertThat(budget.take(8 * CHUNK)).isTrue();
    BodyReader reader = new BodyReader(1 << 20, 1 << 20, budget);

    assertThat(reader.read(new ByteArrayInputStream(body), PassingBody.COUNTED))
        .hasSizeLessThan(body.length);
    assertThat(reader.isEnded()).isTrue();
    assertThat(reader.octets()).isEqualTo(body.length);
  }

  @Test
  void theBudgetIsGivenBackAlsoWhenReadingFails() throws Exception {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    BodyReader reader = new BodyReader(1 << 20, 1 << 20, budget);

    assertThatThrownBy(
            () ->
                reader.read(
                    new SequenceInputStream(new ByteArrayInputStream(body), failing),
                    PassingBody.COUNTED))
        .hasMessage("reset");
    assertThat(budget.take(10 * CHUNK)).isTrue();
    assertThat(budget.take(1)).isFalse();
  }
}
