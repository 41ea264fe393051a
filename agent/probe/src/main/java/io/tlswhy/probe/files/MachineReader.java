package io.tlswhy.probe.files;

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

/**
 * Reads what files of this machine bear on a failure, one failure after the other; stores and
 * security properties each on a thread of their own.
 */
public final class MachineReader {
  private static final int MOST_WAITING = 16;
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor storeThread;
  private final ThreadPoolExecutor propertiesThread;
  private final Supplier<Map<String, String>> properties;

  /** Only touched by the stores' thread. */
  private final StoreReader stores = new StoreReader();

  /** Only touched by the stores' thread. */
  private final SystemStores systems = new SystemStores();

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
    this.storeThread = thread(threads);
    this.propertiesThread = thread(threads);
  }

  private static ThreadPoolExecutor thread(ThreadFactory threads) {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), threads);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  /**
   * Begins to read what bears on a validation by these settings. Where too many wait already,
   * nothing is read.
   */
  public FileAnswers read(TrustSettings trust) {
    return new FileAnswers(
        on(storeThread, () -> TrustStores.of(stores, systems, trust, properties.get())),
        on(propertiesThread, () -> SecurityFiles.of(properties.get())));
  }

  private static <T> CompletableFuture<List<T>> on(
      ThreadPoolExecutor thread, Supplier<List<T>> reading) {
    CompletableFuture<List<T>> result = new CompletableFuture<>();
    try {
      thread.execute(() -> result.complete(orNothing(reading)));
    } catch (RejectedExecutionException tooMany) {
      result.complete(Collections.emptyList());
    }
    return result;
  }

  private static <T> List<T> orNothing(Supplier<List<T>> reading) {
    try {
      return reading.get();
    } catch (Throwable unreadable) {
      return Collections.emptyList();
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
