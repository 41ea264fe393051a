package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A handshake between two engines of this JVM, without a network, and what each side throws. */
final class Duel {
  private static final int BUFFER = 200_000;

  private final SSLEngine client;
  private final SSLEngine server;
  private Optional<Throwable> clientFailure = Optional.empty();
  private Optional<Throwable> serverFailure = Optional.empty();

  private Duel(SSLEngine client, SSLEngine server) {
    this.client = client;
    this.server = server;
  }

  /** Sides that would agree: everything is trusted, the server has a key. */
  static Duel between(Consumer<SSLEngine> client, Consumer<SSLEngine> server) {
    Authority key = Authority.root("Root").intermediate(CertificateSpec.server("partner.test"));
    return between(client, server, new OneKey(key.privateKey(), key.certificate()), null);
  }

  static Duel between(
      Consumer<SSLEngine> client,
      Consumer<SSLEngine> server,
      @Nullable KeyManager serverKey,
      @Nullable TrustManager clientTrust) {
    SSLEngine clientEngine =
        context(null, clientTrust == null ? new TrustAll() : clientTrust)
            .createSSLEngine("partner.test", 443);
    clientEngine.setUseClientMode(true);
    client.accept(clientEngine);
    SSLEngine serverEngine = context(serverKey, new TrustAll()).createSSLEngine();
    serverEngine.setUseClientMode(false);
    server.accept(serverEngine);
    Duel duel = new Duel(clientEngine, serverEngine);
    duel.fight();
    return duel;
  }

  /** A client that gets these octets for an answer. */
  static Throwable clientGetting(byte[] answer) {
    SSLEngine engine = context(null, new TrustAll()).createSSLEngine("partner.test", 443);
    engine.setUseClientMode(true);
    try {
      engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(BUFFER));
      engine.unwrap(ByteBuffer.wrap(answer), ByteBuffer.allocate(BUFFER));
    } catch (SSLException e) {
      return e;
    }
    throw new AssertionError("the engine took it");
  }

  Optional<Throwable> clientFailure() {
    return clientFailure;
  }

  Optional<Throwable> serverFailure() {
    return serverFailure;
  }

  private static SSLContext context(@Nullable KeyManager key, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          key == null ? new KeyManager[0] : new KeyManager[] {key},
          new TrustManager[] {trust},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fight() {
    ByteBuffer toServer = ByteBuffer.allocate(BUFFER);
    ByteBuffer toClient = ByteBuffer.allocate(BUFFER);
    for (int round = 0; round < 40; round++) {
      if (clientFailure.isEmpty()) {
        clientFailure = step(client, toClient, toServer);
      }
      if (serverFailure.isEmpty()) {
        serverFailure = step(server, toServer, toClient);
      }
    }
  }

  private static Optional<Throwable> step(SSLEngine engine, ByteBuffer in, ByteBuffer out) {
    ByteBuffer data = ByteBuffer.allocate(BUFFER);
    try {
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
        in.flip();
        try {
          engine.unwrap(in, data);
        } finally {
          in.compact();
        }
      } else {
        engine.wrap(ByteBuffer.allocate(0), out);
      }
      return Optional.empty();
    } catch (SSLException | RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** A key manager with one key, which need not fit its certificate. */
  static final class OneKey extends X509ExtendedKeyManager {
    private final PrivateKey key;
    private final X509Certificate[] chain;

    OneKey(PrivateKey key, X509Certificate... chain) {
      this.key = key;
      this.chain = chain;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"it"};
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "it";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "it";
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"it"};
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return "it";
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return "it";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }
  }

  /** A trust manager that trusts everyone: these tests are not about trust. */
  static class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
