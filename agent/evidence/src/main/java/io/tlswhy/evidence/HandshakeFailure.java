package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Everything that was captured of one handshake, or of one validation, that failed or is late. */
@AutoValue
public abstract class HandshakeFailure {
  HandshakeFailure() {}

  /** At which of JSSE's points the failure was seen. */
  public enum Point {
    /** {@code TransportContext.fatal}: this side rejected, or could not go on. */
    LOCAL,
    /** {@code TransportContext.fatal} for a fatal alert that the peer sent. */
    ALERT_RECEIVED,
    /** A read time-out that leaves the socket open (11 and later). */
    TIMEOUT,
    /** The connection ended during the handshake, as seen by an engine or by java.net.http. */
    CLOSED,
    /** A custom {@code HostnameVerifier} said no. */
    HOSTNAME_VERIFIER,
    /** The default {@code SSLContext} could not be made, or a property kept TLS from starting. */
    DEFAULT_CONTEXT,
    /** The connection itself, or the tunnel for it through a proxy, did not come about. */
    CONNECT,
    /** A validation that the application asked for itself, outside any handshake. */
    VALIDATION,
    /** Nothing was thrown (yet): the handshake or a look-up in it is or was late. */
    SLOW,
    /** Nothing has failed: the chain was accepted, and what the next handshake needs is watched. */
    WATCHED
  }

  /** A builder with nothing known but what must be. */
  public static Builder builder(Point point, Role role, Instant at) {
    return new AutoValue_HandshakeFailure.Builder()
        .point(point)
        .role(role)
        .at(at)
        .number(0)
        .carrier(Carrier.NONE)
        .peer(Peer.unknown())
        .diagnostic("")
        .handshake(Handshake.builder().build())
        .surroundings(Surroundings.none())
        .elapsed(Duration.ZERO)
        .limit(Duration.ZERO)
        .sameNewIssuer(Collections.<IssuerChange>emptyList())
        .endpointHistories(Collections.<EndpointHistory>emptyList())
        .thread("");
  }

  /** Where it was seen. */
  public abstract Point point();

  /** Which side this JVM is. */
  public abstract Role role();

  /** When. */
  public abstract Instant at();

  /**
   * The number of the connection whose handshake it is, by which all that is seen of one handshake
   * is joined: that it waits, its look-ups, how it ends. 0 where there is none, as outside of any.
   */
  public abstract long number();

  /** Through what the handshake ran. */
  public abstract Carrier carrier();

  /** The other end. */
  public abstract Peer peer();

  /** The alert that ended it, if one was sent or received. */
  public abstract Optional<AlertSeen> alert();

  /** JSSE's own text for the failure; empty if it has none. */
  public abstract String diagnostic();

  /** The exception that the application gets; empty when nothing was thrown (slow). */
  public abstract Optional<Throwable> exception();

  /** What was offered and agreed on. */
  public abstract Handshake handshake();

  /** The validation of the peer's chain, if there was one. */
  public abstract Optional<Validation> validation();

  /** The last chain of this peer that was accepted, if it is remembered. */
  public abstract Optional<LastGoodChain> lastGood();

  /**
   * The other peers that came to show the same issuer, where this one's is another than that of its
   * last good chain.
   */
  public abstract List<IssuerChange> sameNewIssuer();

  /** How often handshakes with this peer failed and passed, this one included, if it is known. */
  public abstract Optional<PeerHistory> peerHistory();

  /** What is remembered of the endpoints that were looked up in this handshake. */
  public abstract List<EndpointHistory> endpointHistories();

  /** What the files of this machine said, read since on an agent's thread. */
  public abstract Surroundings surroundings();

  /** How long the handshake, or the late look-up, had been running. */
  public abstract Duration elapsed();

  /** What the handshake waits for; only of one that hangs outside of any look-up. */
  public abstract Optional<Waiting> waiting();

  /** Of a server's handshakes that wait for their clients: how many, and where. */
  public abstract Optional<Stall> stall();

  /**
   * The time-out that the application had set for what took too long; zero if it had set none, or
   * it is not known.
   */
  public abstract Duration limit();

  /** How the handshake ended that was late; empty while it has not, and for one that failed. */
  public abstract Optional<Ending> ending();

  /** The failing thread: its name, and what kind it is where others stand still with it. */
  public abstract String thread();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** The same at another time. */
  public final HandshakeFailure at(Instant time) {
    return toBuilder().at(time).build();
  }

  /** Builds a {@link HandshakeFailure}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder point(Point point);

    abstract Builder role(Role role);

    abstract Builder at(Instant at);

    /** Sets the number of the connection. */
    public abstract Builder number(long number);

    /** Sets through what the handshake ran. */
    public abstract Builder carrier(Carrier carrier);

    /** Sets the other end. */
    public abstract Builder peer(Peer peer);

    /** Sets the alert. */
    public abstract Builder alert(AlertSeen alert);

    /** Sets JSSE's own text. */
    public abstract Builder diagnostic(String diagnostic);

    /** Sets the exception that the application gets. */
    public abstract Builder exception(Throwable exception);

    /** Sets what was offered and agreed on. */
    public abstract Builder handshake(Handshake handshake);

    /** Sets the validation. */
    public abstract Builder validation(Validation validation);

    /** Sets the last good chain. */
    public abstract Builder lastGood(LastGoodChain lastGood);

    /** Sets the other peers that came to show the same issuer. */
    public abstract Builder sameNewIssuer(List<IssuerChange> others);

    /** Sets how often handshakes with the peer failed and passed. */
    public abstract Builder peerHistory(PeerHistory peerHistory);

    /** Sets what is remembered of the endpoints. */
    public abstract Builder endpointHistories(List<EndpointHistory> endpointHistories);

    /** Sets what the files of this machine said. */
    public abstract Builder surroundings(Surroundings surroundings);

    /** Sets how long it had been running. */
    public abstract Builder elapsed(Duration elapsed);

    /** Sets what it waits for. */
    public abstract Builder waiting(Waiting waiting);

    /** Sets how many handshakes of a server wait for their clients. */
    public abstract Builder stall(Stall stall);

    /** Sets the application's time-out. */
    public abstract Builder limit(Duration limit);

    /** Sets how it ended. */
    public abstract Builder ending(Ending ending);

    /** Sets the failing thread's name. */
    public abstract Builder thread(String thread);

    abstract List<EndpointHistory> endpointHistories();

    abstract List<IssuerChange> sameNewIssuer();

    abstract HandshakeFailure autoBuild();

    /** The value. */
    public final HandshakeFailure build() {
      return endpointHistories(Copies.list(endpointHistories()))
          .sameNewIssuer(Copies.list(sameNewIssuer()))
          .autoBuild();
    }
  }
}
