package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.http.HttpExchange;
import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.http.HttpReply;
import io.tlswhy.probe.net.TlsClient;
import io.tlswhy.probe.net.Urls;
import io.tlswhy.probe.proxy.PacLocation;
import io.tlswhy.probe.proxy.PacText;
import io.tlswhy.probe.proxy.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hc.core5.http.HttpException;

/**
 * Reads this machine's PAC file once in a while, for all trials together.
 *
 * <p>Where it is comes from this machine's configuration, so that its address passes no rule.
 */
final class PacProxies {
  private static final int LARGEST = 256 << 10;
  private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

  /** A file that did not come, or names nothing, is read again earlier. */
  private static final long KEPT_IF_EMPTY_NANOS = Duration.ofSeconds(30).toNanos();

  private Optional<PacLocation> location = Optional.empty();
  private CompletableFuture<List<ProxyServer>> proxies =
      CompletableFuture.completedFuture(Collections.emptyList());
  private long readAt;

  /** The proxies that the file names; the trial that asks first reads it, for the others too. */
  synchronized CompletableFuture<List<ProxyServer>> of(TrialContext trial) {
    Optional<PacLocation> now = trial.machine().proxies().pac();
    boolean old = System.nanoTime() - readAt > (isEmpty() ? KEPT_IF_EMPTY_NANOS : KEPT_NANOS);
    if (now.isPresent() && (old || !now.equals(location))) {
      readAt = System.nanoTime();
      proxies =
          trial
              .async(() -> Optional.of(read(trial, now.get())))
              .thenApply(found -> found.orElse(Collections.emptyList()));
    }
    location = now;
    return now.isPresent() ? proxies : CompletableFuture.completedFuture(Collections.emptyList());
  }

  private boolean isEmpty() {
    return proxies.isDone() && proxies.join().isEmpty();
  }

  private static List<ProxyServer> read(TrialContext trial, PacLocation location) {
    StageLog.Running stage = trial.stages().begin(Stage.Kind.PROXY, false, "direct", "");
    String name = "the PAC file " + location.url() + ", which " + location.namedBy() + " names,";
    stage.progress(() -> name + " does not come");
    try {
      String text = location.isLocal() ? ofFile(location.url()) : fetched(trial, location.url());
      PacText file = PacText.of(text, location);
      List<String> names = new ArrayList<>();
      file.proxies().forEach(proxy -> names.add(proxy.name()));
      stage.end(
          Stage.Result.OK,
          name
              + " names "
              + (names.isEmpty() ? "no proxy" : String.join(", ", names))
              + (file.overTls().isEmpty()
                  ? ""
                  : "; " + String.join(", ", file.overTls()) + " over TLS, which Java cannot use"));
      return file.proxies();
    } catch (IOException | HttpException | GeneralSecurityException | CompletionException e) {
      Throwable why = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      stage.end(Stage.Result.SKIPPED, name + " cannot be read: " + why);
      return Collections.emptyList();
    }
  }

  private static String ofFile(URI url) throws IOException {
    byte[] octets = new byte[LARGEST];
    int length = 0;
    try (InputStream in = Files.newInputStream(Paths.get(url.getPath()))) {
      for (int read = 0; read >= 0 && length < LARGEST; length += Math.max(0, read)) {
        read = in.read(octets, length, LARGEST - length);
      }
    }
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }

  private static String fetched(TrialContext trial, URI url)
      throws IOException, HttpException, GeneralSecurityException {
    DnsAnswer host = trial.machine().resolve(Urls.host(url));
    if (host.result() != Stage.Result.OK) {
      throw new IOException(host.detail());
    }
    InetSocketAddress address = new InetSocketAddress(host.addresses().get(0), Urls.port(url));
    Socket tcp =
        trial
            .closeAtEnd(trial.crew().connector().connect(address, trial.deadline().left()).join())
            .socket();
    Socket socket =
        Urls.isHttps(url) ? TlsClient.handshake(tcp, Urls.host(url), Urls.port(url), "HTTPS") : tcp;
    HttpReply reply =
        new HttpExchange(
                HttpQuery.get(url),
                HttpExchange.Form.ORIGIN,
                LARGEST,
                LARGEST,
                trial.crew().budget())
            .run(socket);
    if (reply.status() != 200) {
      throw new IOException(reply.statusLine());
    }
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
