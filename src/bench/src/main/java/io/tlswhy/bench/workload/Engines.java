package io.tlswhy.bench.workload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Full TLS handshakes between two engines in memory, without a network. */
final class Engines {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLContext server;
  private final SSLContext client;
  private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
  private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
  private final ByteBuffer plain = ByteBuffer.allocate(1 << 16);

  /** Engines whose client trusts the end of the server's chain, or the JDK's own roots only. */
  Engines(Path store, String password, boolean trusting)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys, password.toCharArray());
    server = SSLContext.getInstance("TLS");
    server.init(keyManagers.getKeyManagers(), null, null);
    client = SSLContext.getInstance("TLS");
    if (trusting) {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      Certificate[] chain = keys.getCertificateChain("server");
      anchors.setCertificateEntry("anchor", chain[chain.length - 1]);
      TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(anchors);
      client.init(null, trustManagers.getTrustManagers(), null);
    } else {
      client.init(null, null, null);
    }
  }

  /** One full handshake: its session is thrown away, so that the next one is full too. */
  void handshake(String host, int port) throws SSLException {
    SSLEngine ours = client.createSSLEngine(host, port);
    SSLEngine theirs = server.createSSLEngine();
    ours.setUseClientMode(true);
    theirs.setUseClientMode(false);
    toServer.clear();
    toClient.clear();
    ours.beginHandshake();
    theirs.beginHandshake();
    for (int i = 0; i < 200 && !(done(ours) && done(theirs)); i++) {
      step(ours, toClient, toServer);
      step(theirs, toServer, toClient);
    }
    if (!done(ours)) {
      throw new SSLException("the handshake did not end");
    }
    ours.getSession().invalidate();
    theirs.getSession().invalidate();
  }

  private static boolean done(SSLEngine engine) {
    return switch (engine.getHandshakeStatus()) {
      case FINISHED, NOT_HANDSHAKING -> true;
      default -> false;
    };
  }

  private void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
      }
      case NEED_WRAP -> engine.wrap(NOTHING, out);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
        in.flip();
        plain.clear();
        if (in.hasRemaining()) {
          engine.unwrap(in, plain);
        }
        in.compact();
      }
    }
  }
}
