package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Stage;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Why no connection came about. */
class FailuresTest {
  private static Stage.Result after(long millis, Exception error) {
    return Failures.ofConnect(error, Duration.ofMillis(millis));
  }

  @Test
  void aSystemThatGaveUpIsNoRefusal() {
    assertThat(after(1_004, new ConnectException("Connection timed out")))
        .isEqualTo(Stage.Result.TIMEOUT);
    assertThat(after(3, new ConnectException("Connection refused")))
        .isEqualTo(Stage.Result.REFUSED);
    assertThat(after(1_004, new ConnectException("Connection refused")))
        .isEqualTo(Stage.Result.REFUSED);
    assertThat(after(2_000, new SocketTimeoutException())).isEqualTo(Stage.Result.TIMEOUT);
    assertThat(after(3_000, new NoRouteToHostException("No route to host")))
        .isEqualTo(Stage.Result.UNREACHABLE);
  }
}
