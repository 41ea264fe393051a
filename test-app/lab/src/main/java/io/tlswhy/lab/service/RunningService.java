package io.tlswhy.lab.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in its own process, with everything that it prints. */
public final class RunningService implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("orders listens on port (\\d+)");

  private final Process process;
  private final Thread reader;
  private final List<String> printed = new ArrayList<>();
  private final List<String> seenOutside = new ArrayList<>();
  private int port;

  private RunningService(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "lab reads the service's log");
    this.reader.setDaemon(true);
  }

  /** Starts the service and waits until it listens. */
  public static RunningService start(Launch launch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launch.commandLine()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(RunningService::changesTheJvm);
    RunningService service = new RunningService(builder.start());
    service.reader.start();
    if (!service.await(lines -> lines.stream().anyMatch(l -> LISTENS.matcher(l).find()), START)) {
      service.close();
      throw new IOException("the service did not start:\n" + String.join("\n", service.log()));
    }
    service.port = service.readPort();
    return service;
  }

  // Proxies, trust stores and agents of the surroundings have no place in a lab.
  private static boolean changesTheJvm(String variable) {
    return variable.endsWith("_OPTIONS")
        || variable.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy")
        || variable.startsWith("TLSWHY_")
        || variable.startsWith("ORDERS_");
  }

  private int readPort() throws IOException {
    for (String line : log()) {
      Matcher matcher = LISTENS.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("the service named no port");
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (printed) {
          printed.add(line);
          printed.notifyAll();
        }
      }
    } catch (IOException ended) {
      // The process was destroyed while its output was read: there is nothing more to read.
    }
  }

  /** Orders something, whatever comes of it. */
  public void order() throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/orders/tea");
    HttpURLConnection connection =
        (HttpURLConnection) uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestMethod("POST");
    connection.setReadTimeout((int) Duration.ofSeconds(60).toMillis());
    connection.getResponseCode();
    connection.disconnect();
  }

  /** Orders several times, one after the other. */
  public void order(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      order();
    }
  }

  /** Where the service listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Writes down what was seen from outside, for the transcript. */
  public void seen(String line) {
    seenOutside.add(line);
  }

  /** What was seen from outside. */
  public List<String> seen() {
    return List.copyOf(seenOutside);
  }

  /** Everything that the service has printed so far. */
  public List<String> log() {
    synchronized (printed) {
      return List.copyOf(printed);
    }
  }

  /** Waits until what was printed fulfils a condition; whether it did. */
  public boolean await(Predicate<List<String>> condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (printed) {
      while (!condition.test(printed)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || !process.isAlive()) {
          return condition.test(printed);
        }
        waitForPrint(Math.min(left, 500));
      }
      return true;
    }
  }

  /** Waits until nothing was printed for this time. */
  public void awaitSilence(Duration silence) {
    synchronized (printed) {
      int size = -1;
      while (size != printed.size()) {
        size = printed.size();
        waitForPrint(silence.toMillis());
      }
    }
  }

  private void waitForPrint(long millis) {
    try {
      printed.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the lab was stopped", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      reader.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
