package io.tlswhy.e2e.components;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** A web server that thinks before it answers, which none of the packaged ones can be told to. */
final class LateServer {
  private LateServer() {}

  /** Answers every request at an address's port 80 with those octets, so many milliseconds late. */
  static void start(Network network, Path folder, String address, byte[] content, long late)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("late"), content);
    network
        .servers()
        .serve(
            folder.resolve("late.out"),
            address,
            80,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classes(),
            LateServer.class.getName(),
            address,
            file.toString(),
            Long.toString(late));
  }

  private static String classes() {
    return LateServer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /** Runs on the servers' host. */
  public static void main(String[] arguments) throws IOException {
    byte[] content = Files.readAllBytes(Path.of(arguments[1]));
    long late = Long.parseLong(arguments[2]);
    HttpServer server = HttpServer.create(new InetSocketAddress(arguments[0], 80), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Thread.sleep(late);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    server.start();
  }
}
