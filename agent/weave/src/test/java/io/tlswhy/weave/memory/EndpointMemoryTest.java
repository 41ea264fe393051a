package io.tlswhy.weave.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointMemoryTest {
  private static final URI URL = URI.create("http://crl.example/a.crl");
  private static final long HOUR = 3_600_000;

  private final EndpointMemory memory = new EndpointMemory();

  @Test
  void countsFromTheFirstFailureOn() {
    memory.answered(LookupKind.CRL, URL, 1_000, 90_000);
    memory.failed(LookupKind.CRL, URL, 1_900, 2_000);
    memory.answered(LookupKind.CRL, URL, 3_000, 0);
    memory.failed(LookupKind.CRL, URL, 3_900, 4_000);
    memory.failed(LookupKind.CRL, URL, 4_900, 5_000);

    EndpointHistory history = find(URL);
    assertThat(history.since()).contains(Instant.ofEpochMilli(2_000));
    assertThat(history.failed()).isEqualTo(3);
    assertThat(history.passed()).isEqualTo(1);
    assertThat(history.lastWorked()).contains(Instant.ofEpochMilli(3_000));
    assertThat(history.failingSince()).contains(Instant.ofEpochMilli(4_000));
    assertThat(history.nextUpdate()).contains(Instant.ofEpochMilli(90_000));
  }

  @Test
  void countsAnewAfterAnHourWithoutFailure() {
    memory.failed(LookupKind.OCSP, URL, 1, 1);
    memory.failed(LookupKind.OCSP, URL, HOUR + 2, HOUR + 2);

    assertThat(find(URL).failed()).isEqualTo(1);
    assertThat(find(URL).since()).contains(Instant.ofEpochMilli(HOUR + 2));
  }

  @Test
  void knowsHowLongTheJdkRepeatsTheFailureOfAList() {
    long now = System.currentTimeMillis();
    memory.failed(LookupKind.CRL, URL, now, now);
    URI responder = URI.create("http://ocsp.example/");
    memory.failed(LookupKind.OCSP, responder, now, now);

    assertThat(find(URL).notAskedBefore()).contains(Instant.ofEpochMilli(now + 30_000));
    assertThat(find(responder).notAskedBefore()).isEmpty();
  }

  @Test
  void keepsAThousandEndpoints() {
    for (int i = 0; i < 1_100; i++) {
      memory.answered(LookupKind.CRL, URI.create("http://crl.example/" + i), i, 0);
      memory.answered(LookupKind.CRL, URL, i, 0);
    }
    assertThat(memory.find(URI.create("http://crl.example/0"))).isNull();
    assertThat(memory.find(URI.create("http://crl.example/1099"))).isNotNull();
    assertThat(memory.find(URL)).isNotNull();
  }

  private EndpointHistory find(URI url) {
    return Optional.ofNullable(memory.find(url)).orElseThrow(AssertionError::new);
  }
}
