package io.tlswhy.lab;

import io.tlswhy.lab.net.Addresses;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.LabNames;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * One network with its names, files and servers; everything that was opened in it ends with it.
 * What it opens is on loopback only, so the agent must be told {@code allow=127.0.0.0/8}.
 */
public final class Lab implements AutoCloseable {
  private final Path folder;
  private final LabNames names;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** A lab with nothing in it. */
  public Lab() throws IOException {
    folder = Files.createTempDirectory("tlswhy-lab");
    names = new LabNames(folder);
  }

  /** The names that exist in this lab. */
  public LabNames names() {
    return names;
  }

  /** A file of this lab. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Gives a name an address of its own; called again, one more. */
  public InetAddress host(String name) throws IOException {
    InetAddress address = Addresses.next();
    names.add(name, address);
    return address;
  }

  /** Closes this when the lab closes. */
  public <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  /** A new HTTP server with this name. */
  public HttpEndpoint http(String name) throws IOException {
    return keep(new HttpEndpoint(host(name)));
  }

  /** A new HTTPS server with this name; a load balancer if there are several contexts. */
  public TlsPeer peer(String name, SSLContext... backends) throws IOException {
    return keep(TlsPeer.start(host(name), backends));
  }

  /** The JVM's flags that make these its trust anchors. */
  public List<String> trusting(X509Certificate... anchors) {
    Path store = Stores.trust(file("truststore.jks"), List.of(anchors));
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store,
        "-Djavax.net.ssl.trustStorePassword=" + Stores.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable resource : opened) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IOException("closing the lab", e);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
