package io.tlswhy.lab.net;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of the lab: a CA's CRL host, a responder, a portal. */
public final class HttpEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Listens at a free port of this address. */
  public HttpEndpoint(InetAddress address) throws IOException {
    this(address, 0);
  }

  /** Listens at this port. */
  public HttpEndpoint(InetAddress address, int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers so at this path and below. */
  public HttpEndpoint serve(String path, Reply reply) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            reply.to(exchange);
          }
        });
    return this;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
