package io.tlswhy.lab.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections and hands each to a behaviour, on a thread of its own. */
public final class RawServer implements AutoCloseable {
  /** What is done with a connection; it is closed when this returns or throws. */
  @FunctionalInterface
  public interface Behaviour {
    /** Talks, or does not. */
    void serve(Socket connection) throws IOException;
  }

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private RawServer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
  }

  /** Starts to listen at a free port of this address. */
  public static RawServer start(InetAddress address, Behaviour behaviour) throws IOException {
    RawServer server = new RawServer(new ServerSocket(0, 50, address), behaviour);
    startThread("lab accepts", server::accept);
    return server;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        startThread("lab serves", () -> serve(connection));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket connection) {
    open.add(connection);
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException expected) {
      // A peer that breaks off is what most scenarios are about; the JVM under test tells of it.
    } finally {
      open.remove(connection);
    }
  }

  static Thread startThread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** The port at which it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
