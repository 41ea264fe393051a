package io.tlswhy.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Runs tasks when the test says so, and lets the test's own clock pass. */
final class ManualWorker implements Worker {
  private record Scheduled(Instant at, Runnable task) {}

  private final ManualClock clock;
  private final Queue<Runnable> offered = new ArrayDeque<>();
  private final List<Scheduled> scheduled = new ArrayList<>();
  private int capacity = Integer.MAX_VALUE;

  ManualWorker(ManualClock clock) {
    this.clock = clock;
  }

  void capacity(int capacity) {
    this.capacity = capacity;
  }

  int waiting() {
    return offered.size();
  }

  @Override
  public boolean offer(Runnable task) {
    return offered.size() < capacity && offered.add(task);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    scheduled.add(new Scheduled(clock.instant().plus(delay), task));
  }

  /** Runs what waits, and what that puts in the queue. */
  void run() {
    for (Runnable task = offered.poll(); task != null; task = offered.poll()) {
      task.run();
    }
  }

  /** Lets time pass, and runs what comes due. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (true) {
      Scheduled next = null;
      for (Scheduled candidate : scheduled) {
        if (!candidate.at().isAfter(end) && (next == null || candidate.at().isBefore(next.at()))) {
          next = candidate;
        }
      }
      if (next == null) {
        break;
      }
      scheduled.remove(next);
      clock.set(next.at());
      next.task().run();
      run();
    }
    clock.set(end);
  }
}
