package com.example.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's own HTTP interface: {@code POST /orders/ITEM} and {@code GET /health}. HTTPS that
 * asks each client for a certificate where {@code orders.server.key-store} is set.
 */
final class HttpApi {
  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);

  private final Partner partner;

  private HttpApi(Partner partner) {
    this.partner = partner;
  }

  static void start(Settings settings, Partner partner)
      throws IOException, GeneralSecurityException {
    InetSocketAddress address =
        new InetSocketAddress(settings.text("bind"), settings.number("port"));
    Optional<String> keyStore = settings.find("server.key-store");
    HttpServer server =
        keyStore.isPresent()
            ? secured(address, keyStore.get(), settings.text("server.key-store-password"))
            : HttpServer.create(address, 0);
    HttpApi api = new HttpApi(partner);
    server.createContext("/orders/", api::order);
    server.createContext("/health", exchange -> answer(exchange, 200, "ok"));
    server.setExecutor(Executors.newFixedThreadPool(4, task -> new Thread(task, "http")));
    server.start();
    log.info("orders listens on port {}", server.getAddress().getPort());
  }

  private static HttpsServer secured(InetSocketAddress address, String path, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = Stores.load(path, password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    return server;
  }

  private void order(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String item = path.substring(path.lastIndexOf('/') + 1);
    try {
      String answer = partner.ask("reserve/" + item);
      log.info("ordered {}: {}", item, answer);
      answer(exchange, 201, answer);
    } catch (IOException | RuntimeException | LinkageError e) {
      log.error("partner call failed", e);
      answer(exchange, 502, "the partner could not be asked");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    exchange.close();
  }
}
