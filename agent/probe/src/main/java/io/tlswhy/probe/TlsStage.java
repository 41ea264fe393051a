package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.net.TlsClient;
import io.tlswhy.probe.net.Urls;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** The stage in which an https or ldaps endpoint shows who it is. */
final class TlsStage {
  private TlsStage() {}

  /** Puts TLS on the connection where the URL asks for it. */
  static Optional<Socket> over(Socket socket, URI url, Route route, TrialContext trial) {
    if (!Urls.isTls(url)) {
      return Optional.of(socket);
    }
    StageLog.Running stage =
        trial.stages().begin(Stage.Kind.TLS, route.asJvm(), route.via(), route.address());
    try {
      SSLSocket tls =
          TlsClient.handshake(
              socket, Urls.host(url), Urls.port(url), Urls.isLdap(url) ? "LDAPS" : "HTTPS");
      stage.end(Stage.Result.OK, tls.getSession().getProtocol());
      return Optional.of(tls);
    } catch (SSLException | GeneralSecurityException e) {
      stage.end(Stage.Result.TLS_FAILED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      stage.end(Failures.ofExchange(e, trial.deadline()), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }
}
