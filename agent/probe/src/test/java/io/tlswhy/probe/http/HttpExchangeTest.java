package io.tlswhy.probe.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.HttpException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not HTTP is told as such, whatever the library makes of it. */
class HttpExchangeTest {
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/-1.1 200 OK\r\n\r\n", "HTTP/1.-1 200 OK\r\n\r\n", "nonsense\r\n"})
  void aVersionThatIsNoneIsNoHttp(String answer) {
    HttpExchange exchange =
        new HttpExchange(
            HttpQuery.get(URI.create("http://crl.test/")),
            HttpExchange.Form.ORIGIN,
            1_000,
            1_000,
            BodyBudget.ofThisJvm());

    assertThatThrownBy(() -> exchange.run(new Answering(answer))).isInstanceOf(HttpException.class);
  }

  private static final class Answering extends Socket {
    private final InputStream in;

    Answering(String answer) {
      in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }
}
