package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Connects to each address of a host, all at once, each address checked against the rules. */
final class DirectConnections {
  private final TrialContext trial;
  private final int port;
  private final boolean asJvm;

  /**
   * Connections to that port.
   *
   * @param asJvm whether the JVM goes this way; it then uses the first address only
   */
  DirectConnections(TrialContext trial, int port, boolean asJvm) {
    this.trial = trial;
    this.port = port;
    this.asJvm = asJvm;
  }

  /** One address, and the connection to it if there is one. */
  static final class Opening {
    private final InetAddress address;
    private final CompletableFuture<Optional<SocketChannel>> channel;

    Opening(InetAddress address, CompletableFuture<Optional<SocketChannel>> channel) {
      this.address = address;
      this.channel = channel;
    }

    InetAddress address() {
      return address;
    }

    CompletableFuture<Optional<SocketChannel>> channel() {
      return channel;
    }
  }

  /** Begins to connect to each. */
  List<Opening> open(List<InetAddress> addresses) {
    List<Opening> openings = new ArrayList<>();
    for (InetAddress address : addresses) {
      openings.add(new Opening(address, open(address, asJvm && openings.isEmpty())));
    }
    return openings;
  }

  /** Begins to connect to one. */
  CompletableFuture<Optional<SocketChannel>> open(InetAddress address, boolean asJvmDoes) {
    StageLog.Running stage =
        trial.stages().begin(Stage.Kind.CONNECT, asJvmDoes, "direct", address.getHostAddress());
    Optional<String> refusal = trial.refusal(address, port);
    if (refusal.isPresent()) {
      stage.end(Stage.Result.FORBIDDEN, refusal.get());
      return CompletableFuture.completedFuture(Optional.empty());
    }
    stage.progress(() -> "port " + port);
    return trial
        .crew()
        .connector()
        .connect(new InetSocketAddress(address, port), trial.deadline().left())
        .handle(
            (channel, error) -> {
              if (error != null) {
                stage.end(
                    Failures.ofConnect(error, stage.elapsed()),
                    "port " + port + ": " + error.getMessage());
                return Optional.empty();
              }
              stage.end(Stage.Result.OK, "port " + port);
              return Optional.of(trial.closeAtEnd(channel));
            });
  }
}
