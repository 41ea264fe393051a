package io.tlswhy.e2e.app;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;

/** A client made with java.net.http, by reflection: these applications run on Java 8, too. */
public final class NetHttpClient {
  private NetHttpClient() {}

  /** The URL is the argument. */
  public static void main(String[] arguments) throws Exception {
    Class<?> clients = Class.forName("java.net.http.HttpClient");
    Class<?> requests = Class.forName("java.net.http.HttpRequest");
    Class<?> builders = Class.forName("java.net.http.HttpRequest$Builder");
    Class<?> handlers = Class.forName("java.net.http.HttpResponse$BodyHandler");
    Object client = clients.getMethod("newHttpClient").invoke(null);
    Object builder =
        requests.getMethod("newBuilder", URI.class).invoke(null, URI.create(arguments[0]));
    Object request = builders.getMethod("build").invoke(builder);
    Object discarding =
        Class.forName("java.net.http.HttpResponse$BodyHandlers")
            .getMethod("discarding")
            .invoke(null);
    try {
      clients.getMethod("send", requests, handlers).invoke(client, request, discarding);
      System.err.println("passed");
    } catch (InvocationTargetException e) {
      System.err.println("failed " + e.getCause());
    }
    // The agent tells on threads of its own.
    Thread.sleep(4_000);
    System.err.println("done");
  }
}
