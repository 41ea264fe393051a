package io.tlswhy.e2e.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;

/** An application with no logging framework that fetches a URL over HTTPS. */
public final class Fetch {
  private Fetch() {}

  /**
   * Fetches the URL that is the first argument, as often as the second says (1 by default), and
   * then stays for as many milliseconds as the third says, as a service would.
   */
  public static void main(String[] arguments) throws InterruptedException {
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    long stays = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
    for (int i = 0; i < times; i++) {
      try {
        System.out.println("status " + status(arguments[0]));
      } catch (IOException e) {
        System.out.println("failed " + e);
      }
    }
    Thread.sleep(stays);
    System.out.println("done");
  }

  /** Fetches a URL that fails, and prints with what. */
  static void failOnce(String url) {
    try {
      System.out.println("status " + status(url));
    } catch (IOException e) {
      System.out.println("failed " + e);
    }
  }

  private static int status(String url) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
    connection.setConnectTimeout(20_000);
    connection.setReadTimeout(60_000);
    try (InputStream in = connection.getInputStream()) {
      while (in.read() >= 0) {
        continue;
      }
    }
    return connection.getResponseCode();
  }
}
