package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.SystemTimeout;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * How a look-up of the JVM's own failed, read from the classes of what it threw and from where that
 * was thrown. The JDK's texts are never read: they change between updates of one release.
 */
enum Attempt {
  /** A name did not resolve. */
  NAME,
  /** The TCP connection was refused. */
  REFUSED,
  /** No route, or a firewall that says so. */
  UNREACHABLE,
  /** No connection within the JVM's limit, or the system's. */
  CONNECT_TIMEOUT,
  /** Connected, and then no answer within the JVM's limit. */
  READ_TIMEOUT,
  /** A time-out that does not show whether there was a connection. */
  TIMEOUT,
  /** An answer that began, and had not ended when the JVM gave up. */
  TRICKLED,
  /** Connected, and then reset or closed. */
  RESET,
  /** A SOCKS server was asked for the connection and did not make it. */
  NOT_CONNECTED_BY_SOCKS,
  /** The endpoint's own TLS failed. */
  TLS,
  /** An HTTP status that says that there is nothing there. */
  NOT_FOUND,
  /** An HTTP status other than success. */
  STATUS,
  /** An answer that is not what was asked for. */
  CONTENT;

  private static final int DEEPEST = 16;

  /** Whether the endpoint, or something in its place, is known to have sent an answer. */
  boolean isAnswer() {
    return this == NOT_FOUND || this == CONTENT;
  }

  /** Reads what a look-up threw after that time. */
  static Attempt of(Throwable error, Duration took) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = error; t != null && chain.size() < DEEPEST; t = t.getCause()) {
      chain.add(t);
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      Optional<Attempt> read = ofNetwork(chain.get(i), took);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return ofContent(chain);
  }

  private static Optional<Attempt> ofNetwork(Throwable error, Duration took) {
    if (error instanceof UnknownHostException) {
      return Optional.of(NAME);
    }
    if (error instanceof SocketTimeoutException) {
      return Optional.of(timeout(error));
    }
    if (error instanceof NoRouteToHostException) {
      return Optional.of(UNREACHABLE);
    }
    if (error instanceof ConnectException) {
      boolean gaveUp = SystemTimeout.isIn((ConnectException) error, took);
      return Optional.of(gaveUp ? CONNECT_TIMEOUT : REFUSED);
    }
    if (error instanceof SocketException) {
      return Optional.of(isOfSocks(error) ? NOT_CONNECTED_BY_SOCKS : RESET);
    }
    if (error instanceof SSLException) {
      return Optional.of(TLS);
    }
    if (error instanceof FileNotFoundException) {
      return Optional.of(NOT_FOUND);
    }
    return Optional.empty();
  }

  /** The JDK has no exception of its own for what a SOCKS server replies. */
  private static boolean isOfSocks(Throwable error) {
    StackTraceElement[] frames = error.getStackTrace();
    return frames.length > 0 && frames[0].getClassName().equals("java.net.SocksSocketImpl");
  }

  private static Attempt timeout(Throwable error) {
    boolean reading = false;
    for (StackTraceElement frame : error.getStackTrace()) {
      if (frame.getMethodName().equals("connect") && frame.getClassName().startsWith("java.net.")) {
        return CONNECT_TIMEOUT;
      }
      reading |= frame.getMethodName().equals("read");
    }
    return reading ? READ_TIMEOUT : TIMEOUT;
  }

  private static Attempt ofContent(List<Throwable> chain) {
    Throwable last = chain.get(chain.size() - 1);
    if (isNaming(last)) {
      return STATUS;
    }
    if (last instanceof EOFException || last instanceof GeneralSecurityException) {
      return CONTENT;
    }
    StackTraceElement[] frames = last.getStackTrace();
    boolean parsing = frames.length > 0 && frames[0].getClassName().startsWith("sun.security.util");
    return last instanceof IOException && !parsing ? STATUS : CONTENT;
  }

  /** Whether JNDI made it, of what an LDAP server said; by name, since an image may lack JNDI. */
  private static boolean isNaming(Throwable error) {
    for (Class<?> type = error.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("javax.naming.NamingException")) {
        return true;
      }
    }
    return false;
  }
}
