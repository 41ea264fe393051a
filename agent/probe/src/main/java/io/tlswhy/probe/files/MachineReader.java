package io.tlswhy.probe.files;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.Surroundings;
import io.tlswhy.evidence.TrustSettings;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reads what files of this machine bear on a failure, one failure after the other. */
public final class MachineReader {
  private static final int MOST_WAITING = 16;
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor thread;
  private final Supplier<Map<String, String>> properties;

  /** Only touched by the thread. */
  private final StoreReader stores = new StoreReader();

  /**
   * A reader of this machine's files. It starts no thread before it is first asked.
   *
   * @param threads makes the agent's own, marked daemon threads
   */
  public MachineReader(ThreadFactory threads) {
    this(threads, MachineReader::ofThisJvm);
  }

  MachineReader(ThreadFactory threads, Supplier<Map<String, String>> properties) {
    this.properties = properties;
    this.thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), threads);
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Reads what bears on a validation by these settings.
   *
   * @return completes when all was read, which a disk that hangs may put off for ever; never
   *     exceptionally. Where too many wait already, nothing is read
   */
  public CompletableFuture<Surroundings> read(TrustSettings trust) {
    CompletableFuture<Surroundings> result = new CompletableFuture<>();
    try {
      thread.execute(() -> result.complete(now(trust)));
    } catch (RejectedExecutionException tooMany) {
      result.complete(Surroundings.none());
    }
    return result;
  }

  private Surroundings now(TrustSettings trust) {
    try {
      Map<String, String> settings = properties.get();
      List<StoreFile> found = TrustStores.of(stores, trust, settings);
      List<SecurityFile> files = SecurityFiles.of(settings);
      return Surroundings.of(found, files);
    } catch (Throwable unreadable) {
      return Surroundings.none();
    }
  }

  /** A copy: others may set properties meanwhile. */
  private static Map<String, String> ofThisJvm() {
    Map<String, String> copy = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = System.getProperty(name);
      if (value != null) {
        copy.put(name, value);
      }
    }
    return Collections.unmodifiableMap(copy);
  }
}
