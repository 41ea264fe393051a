package io.tlswhy.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwardProxyTest {
  private final InetAddress address = Addresses.next();
  private HttpEndpoint origin;
  private ForwardProxy proxy;

  @BeforeEach
  void open() throws IOException {
    origin =
        new HttpEndpoint(Addresses.next())
            .serve("/list", Reply.bytes("text/plain", "right".getBytes(StandardCharsets.UTF_8)));
    proxy = new ForwardProxy(address).route("only.proxy.test", 80, origin.address());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    origin.close();
  }

  @Test
  void fetchesWhatOnlyItCanReach() throws IOException {
    HttpURLConnection connection = get("http://only.proxy.test/list");
    assertThat(connection.getResponseCode()).isEqualTo(200);
    assertThat(connection.getInputStream()).hasContent("right");
  }

  @Test
  void tunnels() throws IOException {
    String request =
        "CONNECT only.proxy.test:80 HTTP/1.1\r\n\r\nGET /list HTTP/1.0\r\nHost: only.proxy.test\r\n\r\n";
    assertThat(talk(request)).startsWith("HTTP/1.1 200 Connection established").endsWith("right");
  }

  @Test
  void doesNotReachWhatItHasNoRouteTo() throws IOException {
    assertThat(get("http://elsewhere.test/list").getResponseCode()).isEqualTo(503);
  }

  @Test
  void refusesEverythingWhenToldTo() throws IOException {
    proxy.refuseAll("407 Proxy Authentication Required");
    assertThat(talk("GET http://only.proxy.test/list HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic");
  }

  private HttpURLConnection get(String url) throws IOException {
    Proxy way = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address, proxy.port()));
    return (HttpURLConnection) URI.create(url).toURL().openConnection(way);
  }

  private String talk(String request) throws IOException {
    try (Socket socket = new Socket(address, proxy.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
