package io.tlswhy.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void aLineCarriesTheNameOfTheTool() {
    new StandardError(written).say("probe=x: no");

    assertThat(text()).isEqualTo("tlswhy: probe=x: no" + System.lineSeparator());
  }

  @Test
  void whatWasGivenCannotMakeASecondLine() {
    new StandardError(written).say("a\r\nb\u001b[31mc\u0085d\u2028e");

    assertThat(text()).isEqualTo("tlswhy: a??b?[31mc?d?e" + System.lineSeparator());
  }

  @Test
  void aLineIsBounded() {
    new StandardError(written).say("x".repeat(100_000));

    assertThat(text().length()).isLessThan(1100);
  }

  @Test
  void aClosedStreamIsNobodysFault() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("closed");
          }
        };

    new StandardError(closed).say("unheard");
  }

  private String text() {
    return written.toString(Charset.defaultCharset());
  }
}
