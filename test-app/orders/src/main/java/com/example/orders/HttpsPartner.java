package com.example.orders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** Asks the partner over HTTPS, one connection a question. */
final class HttpsPartner implements Partner {
  private final URI base;
  private final SSLSocketFactory tls;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  HttpsPartner(URI base, SSLSocketFactory tls, Duration connectTimeout, Duration readTimeout) {
    this.base = base;
    this.tls = tls;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  @Override
  public String ask(String path) throws IOException {
    URL url = base.resolve(path).toURL();
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    connection.setSSLSocketFactory(tls);
    connection.setConnectTimeout((int) connectTimeout.toMillis());
    connection.setReadTimeout((int) readTimeout.toMillis());
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("partner answered " + status + " to " + url);
      }
      try (InputStream body = connection.getInputStream()) {
        return text(body);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static String text(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      bytes.write(buffer, 0, read);
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8).trim();
  }
}
