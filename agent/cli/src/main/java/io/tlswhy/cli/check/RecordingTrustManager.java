package io.tlswhy.cli.check;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Keeps the chain that a server sent and the verdict on it. The verdict is the platform's alone:
 * nothing is accepted here that it rejects.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private List<X509Certificate> chain = Collections.emptyList();
  private String authType = "UNKNOWN";
  private Optional<Throwable> rejection = Optional.empty();

  RecordingTrustManager(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** What the server sent, its own certificate first. */
  List<X509Certificate> chain() {
    return chain;
  }

  String authType() {
    return authType;
  }

  /** What the platform's trust manager threw. */
  Optional<Throwable> rejection() {
    return rejection;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String type, Socket socket)
      throws CertificateException {
    record(sent, type, () -> judge.checkServerTrusted(sent, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String type, SSLEngine engine)
      throws CertificateException {
    record(sent, type, () -> judge.checkServerTrusted(sent, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String type) throws CertificateException {
    record(sent, type, () -> judge.checkServerTrusted(sent, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(sent, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(sent, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String type) throws CertificateException {
    judge.checkClientTrusted(sent, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  /** What is asked of the platform. */
  private interface Question {
    void ask() throws CertificateException;
  }

  private void record(X509Certificate[] sent, String type, Question question)
      throws CertificateException {
    chain = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(sent)));
    authType = type;
    try {
      question.ask();
    } catch (CertificateException | RuntimeException thrown) {
      rejection = Optional.of(thrown);
      throw thrown;
    }
  }
}
