package io.tlswhy.lab.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Behaviours of servers that are not, or not yet, TLS servers. */
public final class Behaviours {
  private static final int HANDSHAKE_RECORD = 22;
  private static final int ALERT_RECORD = 21;
  private static final int FATAL = 2;

  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 22, 47};

  private Behaviours() {}

  /** Accepts, reads, says nothing, until the other side closes. */
  public static RawServer.Behaviour silent() {
    return connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Reads the first bytes and closes in order. */
  public static RawServer.Behaviour closing() {
    return connection -> {
      readRecord(connection);
      connection.shutdownOutput();
    };
  }

  /** Reads the first bytes and resets the connection. */
  public static RawServer.Behaviour resetting() {
    return connection -> {
      readRecord(connection);
      connection.setSoLinger(true, 0);
    };
  }

  /** Resets the connection as soon as it is there. */
  public static RawServer.Behaviour resettingAtOnce() {
    return connection -> connection.setSoLinger(true, 0);
  }

  /** Says this in plain text, whatever it is asked. */
  public static RawServer.Behaviour saying(String text) {
    return connection -> {
      connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      connection.getOutputStream().flush();
      linger(connection);
    };
  }

  /** A PostgreSQL server without TLS: it hangs up on what is no startup packet. */
  public static RawServer.Behaviour postgresql() {
    return connection -> {
      byte[] start = connection.getInputStream().readNBytes(SSL_REQUEST.length);
      if (Arrays.equals(start, SSL_REQUEST)) {
        connection.getOutputStream().write('N');
        linger(connection);
      }
    };
  }

  /** Answers the ClientHello with this fatal alert. */
  public static RawServer.Behaviour alerting(int description) {
    return connection -> {
      readRecord(connection);
      alertingAtOnce(description).serve(connection);
    };
  }

  /** Sends this fatal alert without reading. */
  public static RawServer.Behaviour alertingAtOnce(int description) {
    return connection -> {
      byte[] alert = {ALERT_RECORD, 3, 3, 0, 2, FATAL, (byte) description};
      connection.getOutputStream().write(alert);
      connection.getOutputStream().flush();
      linger(connection);
    };
  }

  /** Answers the ClientHello with a record that makes no sense. */
  public static RawServer.Behaviour babbling() {
    return connection -> {
      readRecord(connection);
      byte[] record = {HANDSHAKE_RECORD, 3, 3, 0, 4, 99, 0, 0, 0};
      connection.getOutputStream().write(record);
      connection.getOutputStream().flush();
      linger(connection);
    };
  }

  private static void readRecord(Socket connection) throws IOException {
    byte[] header = connection.getInputStream().readNBytes(5);
    if (header.length == 5) {
      connection.getInputStream().readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
    }
  }

  /** Waits for the other side: closing with unread bytes would take back what was said. */
  static void linger(Socket connection) throws IOException {
    connection.shutdownOutput();
    connection.setSoTimeout((int) Duration.ofSeconds(2).toMillis());
    silent().serve(connection);
  }
}
