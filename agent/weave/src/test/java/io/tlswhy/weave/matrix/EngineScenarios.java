package io.tlswhy.weave.matrix;

import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/** Handshakes between two engines over memory. */
final class EngineScenarios {
  private static final int SIZE = 1 << 17;

  private final Pki trusted;
  private final Pki other;

  EngineScenarios(Pki trusted, Pki other) {
    this.trusted = trusted;
    this.other = other;
  }

  void run() throws Exception {
    X509TrustManager platform = Contexts.trust(trusted);
    SSLContext client = Contexts.client(platform);
    SSLContext good = Contexts.server(trusted.good(), platform);
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      handshake("engine good " + protocol, good, client, protocol);
      handshake(
          "engine untrusted " + protocol,
          Contexts.server(other.good(), platform),
          client,
          protocol);
      handshake(
          "engine custom " + protocol,
          good,
          Contexts.client(new Contexts.Refusing(new CertificateException("pinned"))),
          protocol);
      handshake(
          "engine unchecked " + protocol,
          good,
          Contexts.client(new Contexts.Refusing(new IllegalStateException("bug"))),
          protocol);
    }
    closures(client);
  }

  private static void closures(SSLContext client) throws Exception {
    Console.scenario("engine eof");
    SSLEngine ended = begun(client);
    Console.attempt(
        "client",
        () -> {
          ended.closeInbound();
          return true;
        });
    Console.scenario("engine eof after closeOutbound");
    SSLEngine both = begun(client);
    both.closeOutbound();
    Console.attempt(
        "client",
        () -> {
          both.closeInbound();
          return true;
        });
    Console.scenario("engine own close");
    begun(client).closeOutbound();
    Console.scenario("engine never begun");
    SSLEngine idle = client.createSSLEngine("localhost", 443);
    idle.setUseClientMode(true);
    idle.closeInbound();
  }

  /** A client that has sent its hello. */
  private static SSLEngine begun(SSLContext client) throws SSLException {
    SSLEngine engine = client.createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(SIZE));
    return engine;
  }

  private static void handshake(
      String name, SSLContext serverContext, SSLContext clientContext, String protocol) {
    Console.scenario(name);
    SSLEngine client = clientContext.createSSLEngine("localhost", 443);
    SSLEngine server = serverContext.createSSLEngine();
    client.setUseClientMode(true);
    server.setUseClientMode(false);
    client.setEnabledProtocols(new String[] {protocol});
    server.setEnabledProtocols(new String[] {protocol});
    ByteBuffer toServer = ByteBuffer.allocate(SIZE);
    ByteBuffer toClient = ByteBuffer.allocate(SIZE);
    boolean clientFailed = false;
    boolean serverFailed = false;
    for (int i = 0; i < 40 && !(clientFailed && serverFailed); i++) {
      clientFailed = clientFailed || !step("client", client, toClient, toServer);
      serverFailed = serverFailed || !step("server", server, toServer, toClient);
    }
    // What is left to send of the one that failed: its alert.
    if (clientFailed) {
      drain(client, toServer);
      step("server", server, toServer, toClient);
    }
  }

  private static void drain(SSLEngine engine, ByteBuffer out) {
    try {
      engine.wrap(ByteBuffer.allocate(0), out);
    } catch (SSLException e) {
      Console.say("again" + Console.describe(e));
    }
  }

  private static boolean step(String who, SSLEngine engine, ByteBuffer in, ByteBuffer out) {
    try {
      if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_TASK) {
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
      } else if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
        engine.wrap(ByteBuffer.allocate(0), out);
      } else {
        in.flip();
        engine.unwrap(in, ByteBuffer.allocate(SIZE));
        in.compact();
      }
      return true;
    } catch (Exception thrown) {
      in.clear();
      Console.say(who + " threw" + Console.describe(thrown));
      return false;
    }
  }
}
