package com.example.orders;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled job: fetches what the partner has in stock. */
final class StockSync {
  private static final Logger log = LoggerFactory.getLogger(StockSync.class);

  private final Partner partner;

  StockSync(Partner partner) {
    this.partner = partner;
  }

  void startEvery(Duration interval) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "stock-sync"));
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(
            this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void run() {
    try {
      log.info("stock: {}", partner.ask("stock"));
    } catch (IOException e) {
      log.error("stock could not be fetched", e);
    }
  }
}
