package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.http.HttpExchange;
import io.tlswhy.probe.net.Urls;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The way straight to one address of the endpoint, and on to where that redirects to.
 *
 * <p>Every further host passes the rules as the first one did.
 */
final class DirectRoute implements Route {
  private final TrialContext trial;
  private final URI endpoint;
  private final boolean asJvm;
  private final InetAddress endpointAddress;
  private Optional<CompletableFuture<Optional<SocketChannel>>> opening;
  private String address;

  /** The way over a connection that is being opened already. */
  DirectRoute(TrialContext trial, boolean asJvm, DirectConnections.Opening opening) {
    this.trial = trial;
    this.endpoint = trial.question().url();
    this.asJvm = asJvm;
    this.endpointAddress = opening.address();
    this.opening = Optional.of(opening.channel());
    this.address = endpointAddress.getHostAddress();
  }

  /** The way to an address over a connection of its own. */
  static DirectRoute afresh(TrialContext trial, InetAddress address) {
    DirectConnections.Opening none =
        new DirectConnections.Opening(address, CompletableFuture.completedFuture(Optional.empty()));
    DirectRoute route = new DirectRoute(trial, false, none);
    route.opening = Optional.empty();
    return route;
  }

  @Override
  public String via() {
    return "direct";
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
    return HttpExchange.Form.ORIGIN;
  }

  @Override
  public Optional<Socket> open(URI url) {
    Optional<InetAddress> next =
        Urls.authority(url).equals(Urls.authority(endpoint))
            ? Optional.of(endpointAddress)
            : firstAddress(url);
    if (!next.isPresent()) {
      return Optional.empty();
    }
    address = next.get().getHostAddress();
    CompletableFuture<Optional<SocketChannel>> connecting =
        opening.orElseGet(
            () -> new DirectConnections(trial, Urls.port(url), asJvm).open(next.get(), asJvm));
    opening = Optional.empty();
    return connecting.join().flatMap(channel -> TlsStage.over(channel.socket(), url, this, trial));
  }

  private Optional<InetAddress> firstAddress(URI url) {
    if (!trial.question().anchored()) {
      trial
          .stages()
          .add(
              Stage.Kind.HTTP,
              asJvm,
              via(),
              Stage.Result.FORBIDDEN,
              "a redirect to another host, from a chain that leads to no anchor");
      return Optional.empty();
    }
    List<InetAddress> addresses =
        new NameTrial(trial, Urls.host(url), Urls.port(url)).resolve(asJvm);
    return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses.get(0));
  }
}
