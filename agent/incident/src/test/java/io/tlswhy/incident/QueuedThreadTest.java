package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.AgentThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QueuedThreadTest {
  @Test
  void takesOnNoMoreThanItsQueueHolds() throws InterruptedException {
    QueuedThread worker = new QueuedThread("test");
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    worker.offer(
        () -> {
          started.countDown();
          awaitQuietly(finish);
        });
    started.await();

    int taken = 0;
    while (worker.offer(() -> {})) {
      taken++;
    }

    finish.countDown();
    assertThat(taken).isEqualTo(64);
  }

  @Test
  void runsOnAThreadOfTheAgentsThatKeepsNothingOfTheApplication() throws InterruptedException {
    AtomicReference<Thread> ran = new AtomicReference<>();
    AtomicReference<Object> loader = new AtomicReference<>("not run");
    CountDownLatch done = new CountDownLatch(1);

    new QueuedThread("test")
        .after(
            Duration.ZERO,
            () -> {
              ran.set(Thread.currentThread());
              loader.set(Thread.currentThread().getContextClassLoader());
              done.countDown();
            });

    done.await();
    assertThat(AgentThreads.isAgents(ran.get())).isTrue();
    assertThat(ran.get().isDaemon()).isTrue();
    assertThat(loader.get()).isNull();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
