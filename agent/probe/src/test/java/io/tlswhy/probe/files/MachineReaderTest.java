package io.tlswhy.probe.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.TrustSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What hangs holds back nothing else. */
class MachineReaderTest {
  private final List<Thread> made = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch diskAnswers = new CountDownLatch(1);

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  /** The stores' thread, which is made first, hangs. */
  private Map<String, String> properties() {
    try {
      if (Thread.currentThread() == made.get(0)) {
        diskAnswers.await();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Map.of("java.home", System.getProperty("java.home"));
  }

  @Test
  void storesThatHangDoNotHoldBackTheSecurityProperties() throws Exception {
    MachineReader reader = new MachineReader(this::thread, this::properties);
    TrustSettings trust =
        TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl").build();

    FileAnswers answers = reader.read(trust);
    answers.securityFiles().get(1, TimeUnit.MINUTES);

    assertThat(answers.all()).isNotDone();
    assertThat(answers.soFar().stores()).isEmpty();
    assertThat(answers.soFar().securityFiles()).isNotEmpty();

    diskAnswers.countDown();
    answers.all().get(1, TimeUnit.MINUTES);

    assertThat(answers.soFar().stores()).isNotEmpty();
  }
}
