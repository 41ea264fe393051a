package com.example.orders;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives up on the partner when a whole question, connect included, takes longer than a limit. */
final class ImpatientPartner implements Partner {
  private final Partner partner;
  private final Duration limit;
  private final ExecutorService calls =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "partner-call");
            thread.setDaemon(true);
            return thread;
          });

  ImpatientPartner(Partner partner, Duration limit) {
    this.partner = partner;
    this.limit = limit;
  }

  @Override
  public String ask(String path) throws IOException {
    Future<String> call = calls.submit(() -> partner.ask(path));
    try {
      return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new IOException("no answer from the partner within " + limit.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the partner was asked");
    } catch (ExecutionException e) {
      throw new IOException("partner could not be asked", e.getCause());
    }
  }
}
