package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.http.BlockPage;
import io.tlswhy.probe.http.HttpExchange;
import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.http.HttpReply;
import io.tlswhy.probe.http.ProxyVerdict;
import io.tlswhy.probe.net.SocksAnswer;
import io.tlswhy.probe.net.SocksClient;
import io.tlswhy.probe.net.Urls;
import io.tlswhy.probe.proxy.ProxyLogin;
import io.tlswhy.probe.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.hc.core5.http.HttpException;

/**
 * The way through a proxy.
 *
 * <p>The proxy's own address passes no rule if this machine's configuration names it: no peer does.
 * What the proxy is asked for must not be forbidden by its own text; the name is resolved by the
 * proxy, whose own rules then decide.
 */
final class ProxyRoute implements Route {
  private static final int PAGE = 64 << 10;

  private final TrialContext trial;
  private final ProxyServer proxy;
  private final boolean asJvm;
  private String address = "";

  ProxyRoute(TrialContext trial, ProxyServer proxy, boolean asJvm) {
    this.trial = trial;
    this.proxy = proxy;
    this.asJvm = asJvm;
  }

  @Override
  public String via() {
    return proxy.name();
  }

  @Override
  public boolean asJvm() {
    return asJvm;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public HttpExchange.Form form(URI url) {
    return proxy.socks() || Urls.isHttps(url)
        ? HttpExchange.Form.ORIGIN
        : HttpExchange.Form.ABSOLUTE;
  }

  @Override
  public Optional<Socket> open(URI url) {
    Optional<String> refusal = refusal(url);
    if (refusal.isPresent()) {
      trial.stages().add(Stage.Kind.PROXY, asJvm, via(), Stage.Result.FORBIDDEN, refusal.get());
      return Optional.empty();
    }
    StageLog.Running stage = trial.stages().begin(Stage.Kind.PROXY, asJvm, via(), "");
    stage.progress(() -> "named by " + proxy.namedBy() + ", no answer");
    try {
      Optional<Socket> socket = connect(stage);
      if (socket.isPresent() && leadTo(url, socket.get(), stage)) {
        stage.end(Stage.Result.OK, "named by " + proxy.namedBy());
        return TlsStage.over(socket.get(), url, this, trial);
      }
    } catch (IOException | HttpException e) {
      stage.end(Failures.ofExchange(e, trial.deadline()), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private Optional<String> refusal(URI url) {
    if (!trial.question().anchored()) {
      return Optional.of("only direct connections, since the chain leads to no anchor");
    }
    String host = Urls.host(url).toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return Optional.of("a name of this machine itself");
    }
    return AddressRange.literal(host).flatMap(literal -> trial.refusal(literal, Urls.port(url)));
  }

  private Optional<Socket> connect(StageLog.Running stage) {
    DnsAnswer answer = trial.machine().resolve(proxy.host());
    if (answer.result() != Stage.Result.OK) {
      stage.end(answer.result(), "the proxy's name does not resolve: " + answer.detail());
      return Optional.empty();
    }
    // As the JDK does: the first address only.
    InetAddress first = answer.addresses().get(0);
    address = first.getHostAddress();
    stage.at(address);
    Optional<String> refusal =
        proxy.isOfThisMachine() ? Optional.<String>empty() : trial.refusal(first, proxy.port());
    if (refusal.isPresent()) {
      stage.end(Stage.Result.FORBIDDEN, refusal.get() + ", named by " + proxy.namedBy());
      return Optional.empty();
    }
    try {
      SocketChannel channel =
          trial
              .crew()
              .connector()
              .connect(new InetSocketAddress(first, proxy.port()), trial.deadline().left())
              .join();
      return Optional.of(trial.closeAtEnd(channel).socket());
    } catch (CompletionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      stage.end(
          Failures.ofConnect(why, stage.elapsed()),
          "named by " + proxy.namedBy() + ": " + why.getMessage());
      return Optional.empty();
    }
  }

  /** Makes the connection lead to the URL's host, where that takes more than an absolute URL. */
  private boolean leadTo(URI url, Socket socket, StageLog.Running stage)
      throws IOException, HttpException {
    if (proxy.socks()) {
      return leadBySocks(url, socket, stage);
    }
    if (!Urls.isHttps(url)) {
      return true;
    }
    HttpReply reply =
        new HttpExchange(
                HttpQuery.get(url), HttpExchange.Form.TUNNEL, PAGE, PAGE, trial.crew().budget())
            .run(socket);
    if (reply.status() == 200) {
      return true;
    }
    stage.end(ProxyVerdict.result(reply), detail(reply, true));
    return false;
  }

  private boolean leadBySocks(URI url, Socket socket, StageLog.Running stage) throws IOException {
    // The JDK resolves the name itself and hands the SOCKS server an address.
    DnsAnswer target = trial.machine().resolve(Urls.host(url));
    if (target.result() != Stage.Result.OK) {
      stage.end(target.result(), "this JVM resolves the name itself: " + target.detail());
      return false;
    }
    InetAddress first = target.addresses().get(0);
    Optional<String> refusal = trial.refusal(first, Urls.port(url));
    if (refusal.isPresent()) {
      stage.end(Stage.Result.FORBIDDEN, refusal.get());
      return false;
    }
    SocksAnswer answer = SocksClient.connect(socket, first, Urls.port(url));
    if (answer.result() != Stage.Result.OK) {
      stage.end(answer.result(), answer.words(first.getHostAddress()));
      return false;
    }
    return true;
  }

  /**
   * The proxy's own error in words.
   *
   * @param tunnel whether a tunnel was asked for
   */
  static String detail(HttpReply reply, boolean tunnel) {
    String text = reply.statusLine();
    Set<String> schemes = ProxyVerdict.schemes(reply);
    text += ProxyVerdict.reason(reply).map(why -> " (" + why + ")").orElse("");
    if (ProxyVerdict.result(reply) == Stage.Result.PROXY_DENIED) {
      // Only there does the title say why, as a category; elsewhere it repeats the status.
      text +=
          BlockPage.title(reply).map(title -> ", a web page titled \"" + title + "\"").orElse("");
    }
    return schemes.isEmpty()
        ? text
        : text
            + ", asks for "
            + String.join(", ", schemes)
            + ", "
            + ProxyLogin.ofThisJvm().possibility(schemes, tunnel);
  }
}
