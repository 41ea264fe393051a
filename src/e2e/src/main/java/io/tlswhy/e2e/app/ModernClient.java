package io.tlswhy.e2e.app;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;

/**
 * A client made with java.net.http, whose connect time-out counts the TLS handshake too; called by
 * reflection, since Java 8 does not have it.
 */
public final class ModernClient {
  private ModernClient() {}

  /** The arguments are a URL and the connect time-out in milliseconds. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Class<?> builders = Class.forName("java.net.http.HttpClient$Builder");
    Class<?> requests = Class.forName("java.net.http.HttpRequest");
    Class<?> handlers = Class.forName("java.net.http.HttpResponse$BodyHandler");
    Object builder = Class.forName("java.net.http.HttpClient").getMethod("newBuilder").invoke(null);
    builders
        .getMethod("connectTimeout", Duration.class)
        .invoke(builder, Duration.ofMillis(Long.parseLong(arguments[1])));
    Object client = builders.getMethod("build").invoke(builder);
    Object request =
        requests.getMethod("newBuilder", URI.class).invoke(null, URI.create(arguments[0]));
    request = Class.forName("java.net.http.HttpRequest$Builder").getMethod("build").invoke(request);
    Object discarding =
        Class.forName("java.net.http.HttpResponse$BodyHandlers")
            .getMethod("discarding")
            .invoke(null);
    try {
      Class.forName("java.net.http.HttpClient")
          .getMethod("send", requests, handlers)
          .invoke(client, request, discarding);
      System.err.println("passed");
    } catch (InvocationTargetException e) {
      System.err.println("failed " + e.getCause());
    }
    try {
      // The agent tells on threads of its own.
      Thread.sleep(4_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("done");
  }
}
