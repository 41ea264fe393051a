package io.tlswhy.weave.read;

import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One connection of SunJSSE, seen from its {@code TransportContext}.
 *
 * <p>Names are never looked up: an address has a host name only if the application gave it one.
 */
public final class Connection {
  private static final int SOCKET_STATE_CLOSED = 8;

  private final Object context;
  private final Mirror mirror;
  private final Mirror handshake;

  private Connection(Object context, Mirror handshake) {
    this.context = context;
    this.mirror = Mirror.of(context);
    this.handshake = handshake;
  }

  /** The connection whose {@code TransportContext} that is. */
  public static Connection of(Object transportContext) {
    return new Connection(transportContext, running(Mirror.of(transportContext)));
  }

  /** The connection of that {@code HandshakeContext}, as it is in that very handshake. */
  public static Optional<Connection> ofHandshake(@Nullable Object handshakeContext) {
    Mirror handshake = Mirror.of(handshakeContext);
    Object context = handshake.field("conContext").as(Object.class).orElse(null);
    return context == null
        ? Optional.<Connection>empty()
        : Optional.of(new Connection(context, handshake));
  }

  /** The connection of a SunJSSE socket, engine or handshake; empty for any other object. */
  public static Optional<Connection> carrying(@Nullable Object owner) {
    Object context = Mirror.of(owner).field("conContext").as(Object.class).orElse(null);
    return context == null ? Optional.<Connection>empty() : Optional.of(of(context));
  }

  /** The object that is the connection's identity. */
  public Object context() {
    return context;
  }

  /** A field of the {@code TransportContext}. */
  Mirror field(String name) {
    return mirror.field(name);
  }

  /** The handshake that runs; absent before, after, and for the messages after one. */
  public Mirror handshake() {
    return handshake;
  }

  private static Mirror running(Mirror context) {
    Mirror handshake = context.field("handshakeContext");
    String type = handshake.className();
    return type.endsWith(".ClientHandshakeContext") || type.endsWith(".ServerHandshakeContext")
        ? handshake
        : Mirror.of(null);
  }

  /** Whether the first handshake has ended well on this side. */
  public boolean isNegotiated() {
    return mirror.field("isNegotiated").isTrue();
  }

  /** Whether it has failed before. */
  public boolean isBroken() {
    return mirror.field("closeReason").isPresent() || mirror.field("isBroken").isTrue();
  }

  /** Whether that handshake is still the one that runs, and has not ended well. */
  public boolean isRunning(@Nullable Object handshakeContext) {
    return mirror.field("handshakeContext").is(handshakeContext)
        && !isNegotiated()
        && !Mirror.of(handshakeContext).field("handshakeFinished").isTrue();
  }

  /** Whether the application has closed the socket or engine in the middle of the handshake. */
  public boolean isGivenUp() {
    if (isClosedByApplication()) {
      return true;
    }
    Mirror out = field("outputRecord");
    // An engine's output waits to be closed as long as there is something to wrap.
    return !isNegotiated()
        && (out.field("isClosed").isTrue()
            || out.field("isCloseWaiting").isTrue()
            || field("inputRecord").field("isClosed").isTrue());
  }

  /**
   * Whether it is a TLS 1.3 client's that has received nothing yet since its handshake ended: then
   * an alert is the server's answer to the client's certificate (RFC 8446 section 4.4.2.4).
   */
  public boolean isFreshTls13Client() {
    if (!isNegotiated()
        || role() != Role.CLIENT
        || !field("protocolVersion").field("name").text().equals("TLSv1.3")) {
      return false;
    }
    byte[] block =
        field("inputRecord")
            .field("readCipher")
            .field("authenticator")
            .field("block")
            .as(byte[].class)
            .orElse(null);
    // The first eight octets count the records read under the keys in use; the alert is the first.
    long read = 0;
    for (int i = 0; block != null && i < 8 && i < block.length; i++) {
      read = read << 8 | (block[i] & 0xff);
    }
    return block != null && read <= 1;
  }

  /** The socket or engine. */
  public Mirror transport() {
    return mirror.field("transport");
  }

  /** The settings in force: those of the handshake, if one runs. */
  Mirror settings() {
    Mirror ofHandshake = handshake().field("sslConfig");
    return ofHandshake.isPresent() ? ofHandshake : mirror.field("sslConfig");
  }

  /** The session that is being made, else the one that was. */
  Mirror session() {
    Mirror making = handshake().field("handshakeSession");
    return making.isPresent() ? making : mirror.field("conSession");
  }

  /** The peer's certificates that were accepted in the handshake that runs; empty if none were. */
  public X509Certificate[] acceptedChain() {
    return handshake()
        .field("handshakeSession")
        .field("peerCerts")
        .as(X509Certificate[].class)
        .orElse(new X509Certificate[0]);
  }

  /** When the session that is being made was begun, in milliseconds; 0 if there is none. */
  public long sessionStart() {
    return handshake().field("handshakeSession").field("creationTime").number(0);
  }

  /** How long a read of the socket waits, in milliseconds; 0 if for ever or not known. */
  public int readLimit() {
    Socket socket = transport().as(Socket.class).orElse(null);
    try {
      return socket == null ? 0 : socket.getSoTimeout();
    } catch (SocketException e) {
      return 0;
    }
  }

  /** The port of this host; -1 for an engine, which does not know. */
  public int localPort() {
    Socket socket = transport().as(Socket.class).orElse(null);
    return socket == null ? -1 : socket.getLocalPort();
  }

  /** Which side this JVM is. */
  public Role role() {
    return settings().field("isClientMode").isTrue() ? Role.CLIENT : Role.SERVER;
  }

  /** What carries the connection. */
  public Carrier carrier() {
    return transport().as(Socket.class).isPresent() ? Carrier.SOCKET : Carrier.ENGINE;
  }

  /** The other end. */
  public Peer peer() {
    Socket socket = transport().as(Socket.class).orElse(null);
    if (socket != null) {
      return socketPeer(socket);
    }
    SSLEngine engine = transport().as(SSLEngine.class).orElse(null);
    return engine == null ? Peer.unknown() : named(engine.getPeerHost(), engine.getPeerPort());
  }

  /** The other end as a session knows it. */
  static Peer sessionPeer(@Nullable SSLSession session) {
    return session == null ? Peer.unknown() : named(session.getPeerHost(), session.getPeerPort());
  }

  /**
   * Whether the application, and neither JSSE nor the peer, has closed the socket: then what
   * follows is no failure.
   */
  public boolean isClosedByApplication() {
    Socket socket = transport().as(Socket.class).orElse(null);
    if (socket == null || isBroken()) {
      return false;
    }
    Mirror mirrored = Mirror.of(socket);
    return mirrored.field("tlsIsClosed").isTrue()
        || isClosed(mirrored)
        || isClosed(mirrored.field("self"))
        || (field("outputRecord").field("isClosed").isTrue() && !isNegotiated());
  }

  private static boolean isClosed(Mirror socket) {
    // The flag became a bit of a state in 21.
    return socket.field("closed").isTrue()
        || (socket.field("state").number(0) & SOCKET_STATE_CLOSED) != 0;
  }

  private Peer socketPeer(Socket socket) {
    InetAddress address = socket.getInetAddress();
    String host = "";
    if (role() == Role.CLIENT) {
      // A server's socket has the client's address there.
      host = Mirror.of(socket).field("peerHost").text();
      if (host.isEmpty() && address != null) {
        host = nameGiven(address);
      }
    }
    return Peer.of(host, socket.getPort(), address == null ? "" : address.getHostAddress());
  }

  private static Peer named(@Nullable String host, int port) {
    return Peer.of(host == null ? "" : host, port, "");
  }

  /** The name that a socket was connected by; empty if it was an address. */
  public static String nameGiven(Socket socket) {
    InetAddress address = socket.getInetAddress();
    return address == null ? "" : nameGiven(address);
  }

  /** The name that the address was made with: its text is {@code name/address}. */
  private static String nameGiven(InetAddress address) {
    String text = address.toString();
    int slash = text.indexOf('/');
    return slash > 0 ? text.substring(0, slash) : "";
  }
}
