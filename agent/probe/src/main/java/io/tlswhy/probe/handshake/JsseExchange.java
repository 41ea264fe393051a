package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.probe.net.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Has JSSE begin a handshake with a peer that speaks TLS 1.3 only, to read its certificates: that
 * version encrypts them (RFC 8446 section 4.4.2), so that no ClientHello alone brings them.
 *
 * <p>A context of its own, no key, no data; the trust manager writes the chain down and refuses it,
 * whatever it is, so that no such handshake is ever finished. The number of octets is bounded.
 */
final class JsseExchange {
  private static final String TLS_1_3 = "TLSv1.3";
  private static final int MOST_OCTETS = 128 << 10;

  private final SecureRandom random;

  JsseExchange(SecureRandom random) {
    this.random = random;
  }

  /** The peer's answer, with its certificates if it came so far; never throws. */
  HelloAnswer run(HelloChange change, String serverName, Way way, Deadline deadline) {
    long start = System.nanoTime();
    RefusingTrustManager seen = new RefusingTrustManager();
    HelloAnswer.Builder answer = HelloAnswer.builder(change, Result.SKIPPED);
    try {
      SSLEngine engine = engine(serverName, seen);
      try (Line line = way.open(deadline)) {
        answer.result(Result.CLOSED);
        shake(engine, line, seen);
      }
    } catch (SSLException alertOrNonsense) {
      answer.result(Result.ALERT);
    } catch (IOException e) {
      answer.detail(String.valueOf(e));
    } catch (GeneralSecurityException | RuntimeException notHere) {
      answer.detail("this JVM has no TLS 1.3");
    }
    if (!seen.chain().isEmpty()) {
      answer
          .result(Result.AGREED)
          .protocol(TLS_1_3)
          .cipherSuite(seen.cipherSuite())
          .certificates(seen.chain());
    }
    return answer.took(Duration.ofNanos(System.nanoTime() - start)).build();
  }

  private SSLEngine engine(String serverName, RefusingTrustManager seen)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance(TLS_1_3);
    context.init(new KeyManager[0], new TrustManager[] {seen}, random);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {TLS_1_3});
    if (!serverName.isEmpty()) {
      parameters.setServerNames(Collections.singletonList(new SNIHostName(serverName)));
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static void shake(SSLEngine engine, Line line, RefusingTrustManager seen)
      throws IOException {
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    ByteBuffer in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    ByteBuffer data = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    int octets = 0;
    engine.beginHandshake();
    while (seen.chain().isEmpty()) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else if (status == HandshakeStatus.NEED_WRAP) {
        send(engine, out, line);
      } else if (status == HandshakeStatus.NEED_UNWRAP) {
        in.flip();
        SSLEngineResult result = engine.unwrap(in, data);
        in.compact();
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
          octets += receive(in, line);
        } else if (result.getStatus() != SSLEngineResult.Status.OK) {
          return;
        }
      } else {
        return;
      }
      if (octets > MOST_OCTETS) {
        return;
      }
    }
    refuse(engine, out, line);
  }

  private static void send(SSLEngine engine, ByteBuffer out, Line line) throws IOException {
    out.clear();
    engine.wrap(ByteBuffer.allocate(0), out);
    line.send(Arrays.copyOf(out.array(), out.position()));
  }

  private static int receive(ByteBuffer in, Line line) throws IOException {
    int length = line.read(in.remaining());
    if (length < 0) {
      throw new EOFException("the connection was closed");
    }
    in.put(line.buffer(), 0, length);
    return length;
  }

  /** Lets the engine tell the peer, if it will, that its certificate is not accepted. */
  private static void refuse(SSLEngine engine, ByteBuffer out, Line line) throws IOException {
    try {
      send(engine, out, line);
    } catch (SSLException refusal) {
      // The refusal itself; the alert is what comes next.
      send(engine, out, line);
    }
  }
}
