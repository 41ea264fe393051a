package io.tlswhy.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a loopback address that does with each connection what the test says. */
final class TestServer implements AutoCloseable {
  /** What is done with a connection whose request has been read. */
  interface Behaviour {
    void answer(String request, Socket socket) throws Exception;
  }

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private TestServer(ServerSocket server) {
    this.server = server;
  }

  /** What is done with a connection that speaks something else than HTTP; returns what it was. */
  interface Conversation {
    String serve(Socket socket) throws Exception;
  }

  /** A server of a protocol of its own. */
  static TestServer raw(Conversation conversation) throws IOException {
    TestServer server = new TestServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    Thread thread =
        new Thread(
            () ->
                server.accept(
                    socket -> {
                      try (Socket closing = socket) {
                        server.requests.add(conversation.serve(closing));
                      }
                    }),
            "test server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** A server at a free port of that address. */
  static TestServer at(String address, int port, Behaviour behaviour) throws IOException {
    TestServer server = new TestServer(new ServerSocket(port, 50, InetAddress.getByName(address)));
    Thread thread =
        new Thread(() -> server.accept(socket -> server.serve(socket, behaviour)), "test server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  static TestServer start(Behaviour behaviour) throws IOException {
    return at("127.0.0.1", 0, behaviour);
  }

  /** A server that answers everything with that. */
  static TestServer answering(String status, String contentType, byte[] body) throws IOException {
    return start((request, socket) -> reply(socket, status, "Content-Type: " + contentType, body));
  }

  /** A port whose accept queue is full: a connection request gets no answer at all. */
  static TestServer full(String address) throws IOException {
    TestServer server = new TestServer(new ServerSocket(0, 1, InetAddress.getByName(address)));
    for (int i = 0; i < 2; i++) {
      server.sockets.add(new Socket(server.server.getInetAddress(), server.port()));
    }
    return server;
  }

  /** A port that nothing listens on. */
  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  static void reply(Socket socket, String status, String headers, byte[] body) throws IOException {
    OutputStream out = socket.getOutputStream();
    String head =
        "HTTP/1.1 " + status + "\r\n" + headers + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String path) {
    return "http://" + server.getInetAddress().getHostAddress() + ":" + port() + path;
  }

  /** The head of each request, in the order of their arrival. */
  List<String> requests() {
    return new ArrayList<>(requests);
  }

  /** How many connections came. */
  int connections() {
    return sockets.size();
  }

  /** What a thread of its own does with a connection. */
  private interface Work {
    void with(Socket socket) throws Exception;
  }

  private void accept(Work work) {
    while (true) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread thread = new Thread(() -> doWork(work, socket), "test connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void doWork(Work work, Socket socket) {
    try {
      work.with(socket);
    } catch (Exception e) {
      // The prober hung up, or the test is over.
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket, Behaviour behaviour) throws Exception {
    try (Socket closing = socket) {
      String head = readHead(socket.getInputStream());
      requests.add(head);
      behaviour.answer(head, closing);
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int octet = in.read();
    while (octet >= 0) {
      head.append((char) octet);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
      octet = in.read();
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
