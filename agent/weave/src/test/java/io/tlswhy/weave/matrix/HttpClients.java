package io.tlswhy.weave.matrix;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Drives java.net.http by reflection, so that the tests still run on 8. */
final class HttpClients {
  private HttpClients() {}

  static Object get(String url, SSLContext context) throws Exception {
    Class<?> clients = Class.forName("java.net.http.HttpClient");
    Class<?> requests = Class.forName("java.net.http.HttpRequest");
    Class<?> handlers = Class.forName("java.net.http.HttpResponse$BodyHandler");
    Object builder = clients.getMethod("newBuilder").invoke(null);
    Class<?> builders = Class.forName("java.net.http.HttpClient$Builder");
    builders.getMethod("sslContext", SSLContext.class).invoke(builder, context);
    Object client = builders.getMethod("build").invoke(builder);
    Object requestBuilder =
        requests.getMethod("newBuilder", URI.class).invoke(null, URI.create(url));
    Class.forName("java.net.http.HttpRequest$Builder")
        .getMethod("timeout", Duration.class)
        .invoke(requestBuilder, Duration.ofMillis(1500));
    Object request =
        Class.forName("java.net.http.HttpRequest$Builder")
            .getMethod("build")
            .invoke(requestBuilder);
    Object discarding =
        Class.forName("java.net.http.HttpResponse$BodyHandlers")
            .getMethod("discarding")
            .invoke(null);
    try {
      return clients.getMethod("send", requests, handlers).invoke(client, request, discarding);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception) {
        throw (Exception) e.getCause();
      }
      throw e;
    }
  }
}
