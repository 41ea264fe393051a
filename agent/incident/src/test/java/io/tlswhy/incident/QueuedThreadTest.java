package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.AgentThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
  void runsOnAThreadOfTheAgentsThatKeepsNothingOfTheApplication() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    new QueuedThread("test").after(Duration.ZERO, () -> ran.complete(Thread.currentThread()));

    Thread thread = ran.join();
    assertThat(AgentThreads.isAgents(thread)).isTrue();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
