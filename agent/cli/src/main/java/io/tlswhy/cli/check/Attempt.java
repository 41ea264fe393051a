package io.tlswhy.cli.check;

import io.tlswhy.evidence.Handshake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One attempt to reach a host, and how far it came. */
final class Attempt {
  private static final int AFTERTHOUGHT_MILLIS = 500;

  private final Target target;
  private final RecordingTrustManager recording;
  private final RecordingKeyManager keys;
  private final Proxy proxy;
  private final int timeoutMillis;
  private Optional<InetSocketAddress> address = Optional.empty();
  private Optional<SSLSocket> secure = Optional.empty();
  private boolean inProxy;
  private boolean negotiated;

  Attempt(
      Target target,
      RecordingTrustManager recording,
      RecordingKeyManager keys,
      Proxy proxy,
      Duration timeout) {
    this.target = target;
    this.recording = recording;
    this.keys = keys;
    this.proxy = proxy;
    this.timeoutMillis = (int) Math.max(1, timeout.toMillis());
  }

  /** Connects; the handshake is the caller's. */
  SSLSocket connect() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys}, new TrustManager[] {recording}, null);
    Socket plain = proxy.type() == Proxy.Type.DIRECT ? directly() : throughProxy();
    plain.setSoTimeout(timeoutMillis);
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    secure = Optional.of(socket);
    return socket;
  }

  /**
   * Shakes hands, and waits for what a server of TLS 1.3 says only afterwards: that it does not
   * accept the client's certificate, or wants one (RFC 8446 section 4.4.2.4).
   */
  void handshake(SSLSocket socket) throws IOException {
    socket.startHandshake();
    negotiated = true;
    if (keys.asked() && socket.getSession().getProtocol().equals("TLSv1.3")) {
      socket.setSoTimeout(Math.min(timeoutMillis, AFTERTHOUGHT_MILLIS));
      try {
        // Nothing was asked of the server, so that whatever comes is an alert or the end.
        socket.getInputStream().read();
      } catch (SocketTimeoutException contented) {
        socket.setSoTimeout(timeoutMillis);
      }
    }
  }

  /** Which way was gone, for a sentence. */
  String way() {
    return proxyText().isEmpty() ? "direct to " + addressText() : "through " + proxyText();
  }

  /** The proxy, as host and port; empty for none. */
  String proxyText() {
    SocketAddress via = proxy.address();
    return via instanceof InetSocketAddress
        ? ((InetSocketAddress) via).getHostString() + ":" + ((InetSocketAddress) via).getPort()
        : "";
  }

  /** The peer's address; empty where a proxy resolved it. */
  String addressText() {
    return address.map(to -> to.getAddress().getHostAddress()).orElse("");
  }

  /** Whether it was the proxy that did not let it through. */
  boolean failedInProxy() {
    return inProxy;
  }

  /** What is known of the handshake. */
  Handshake handshake() {
    Handshake.Builder handshake =
        Handshake.builder()
            .serverNames(target.serverNames())
            .certificateRequested(keys.asked())
            .acceptableIssuers(keys.issuers())
            .localCertificates(keys.sent())
            .otherOwnCertificates(keys.others())
            .keyManagerClass(keys.ownClass())
            .keyless(keys.isKeyless())
            .negotiated(negotiated)
            .peerAnswered(!recording.chain().isEmpty());
    if (secure.isPresent()) {
      handshake.protocols(Arrays.asList(secure.get().getEnabledProtocols()));
      handshake.cipherSuites(Arrays.asList(secure.get().getEnabledCipherSuites()));
    }
    return handshake.build();
  }

  private Socket throughProxy() throws IOException {
    inProxy = true;
    Socket socket = new Socket(proxy);
    try {
      connect(socket, InetSocketAddress.createUnresolved(target.host(), target.port()));
    } catch (InternalError reflected) {
      // Up to 11 the socket calls its tunnelling by reflection and wraps what that throws twice.
      socket.close();
      throw refusalIn(reflected);
    }
    inProxy = false;
    return socket;
  }

  private static IOException refusalIn(InternalError reflected) {
    Throwable cause = reflected;
    for (int depth = 0; cause != null && depth < 4; depth++) {
      if (cause instanceof IOException) {
        return (IOException) cause;
      }
      cause = cause.getCause();
    }
    throw reflected;
  }

  private Socket directly() throws IOException {
    IOException last = new UnknownHostException(target.host());
    for (InetAddress each : InetAddress.getAllByName(target.host())) {
      InetSocketAddress to = new InetSocketAddress(each, target.port());
      address = Optional.of(to);
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        connect(socket, to);
        return socket;
      } catch (IOException unreachable) {
        last = unreachable;
      }
    }
    throw last;
  }

  private void connect(Socket socket, SocketAddress to) throws IOException {
    try {
      socket.connect(to, timeoutMillis);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
