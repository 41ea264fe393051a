package io.tlswhy.weave.capture;

import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.weave.Enricher;
import io.tlswhy.weave.Harmless;
import io.tlswhy.weave.lookup.LookupWatch;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.memory.EndpointMemory;
import io.tlswhy.weave.memory.LastGoodChains;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Where the hooks arrive.
 *
 * <p>Each method runs on the application's thread, in the middle of JSSE and often under its locks.
 * So it does nothing on the agent's own threads and nothing within itself, and throws nothing.
 * There is no I/O here, no lock that could be held long, no application object that is called, and
 * no lambda: the first one costs more than the rest.
 */
public final class Capture implements AutoCloseable {
  private final Harmless harmless;
  private final SlowWatch watch;
  private final Handshakes handshakes;
  private final Closures closures;
  private final OtherFailures others;
  private final Connects connects;
  private final Tunnels tunnels;
  private final Successes successes;
  private final BegunHandshakes begun;
  private final LookupCapture lookups;

  /**
   * A capture that hands evidence to the listener.
   *
   * @param watchEndpoints whether the listener is told of chains that were accepted
   * @param slowMillis from when on a look-up, or all those of a handshake, are told as slow
   */
  public Capture(
      EvidenceListener listener, Harmless harmless, long slowMillis, boolean watchEndpoints) {
    this.harmless = harmless;
    this.watch = new SlowWatch(slowMillis);
    LastGoodChains lastGood = new LastGoodChains();
    listener.successes(lastGood);
    EndpointMemory endpoints = new EndpointMemory();
    listener.endpoints(endpoints);
    this.tunnels = new Tunnels();
    Reporter reporter = new Reporter(listener, new Enricher(), tunnels, lastGood, endpoints);
    OpenLookups open = new OpenLookups();
    LookupWatch lookupWatch = new LookupWatch(watch, endpoints);
    Staplings staplings = new Staplings(reporter, harmless);
    SlowHandshakes slow = new SlowHandshakes(reporter, watch, harmless, open, staplings);
    LateClients clients = new LateClients(reporter, slow, open, watch);
    this.begun =
        new BegunHandshakes(
            clients, new LateServers(reporter, slow, open, staplings, watch), watch, harmless);
    this.closures = new Closures(reporter, clients);
    this.handshakes = new Handshakes(reporter);
    this.others = new OtherFailures(reporter, tunnels);
    this.connects = new Connects(reporter);
    this.successes =
        new Successes(lastGood, tunnels, slow, new AcceptedOnce(watchEndpoints, reporter, watch));
    this.lookups = new LookupCapture(harmless, new Lookups(lookupWatch, slow, open), staplings);
  }

  /** Where the hooks of revocation checks arrive. */
  public LookupCapture lookups() {
    return lookups;
  }

  @Override
  public void close() {
    watch.close();
  }

  /** {@code TransportContext.fatal} begins. */
  public void fatalEntered(
      Object context,
      @Nullable Object alert,
      @Nullable String diagnostic,
      boolean received,
      @Nullable Throwable cause) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        handshakes.fatalEntered(state, context, alert, diagnostic, received, cause);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code TransportContext.fatal} threw. */
  public void fatalThrown(Throwable thrown, Object context) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        handshakes.fatalThrown(state, thrown, context);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code SSLSocketImpl.handleException} begins. */
  public void socketFailing(Object socket) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        handshakes.socketFailing(state, socket);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code SSLSocketImpl.handleException} threw. */
  public void socketThrown(Throwable thrown, Object socket) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        handshakes.socketThrown(state, thrown, socket);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /**
   * JSSE begins to check the peer's chain: in every full handshake, so that a look-up that hangs
   * knows whose it is. Measured on 17: 30 ns of CPU, no allocation but for the first on a thread;
   * with {@link #accepted} 75 ns and at most 32 octets.
   */
  public void chain(Object handshake, @Nullable Object certificates) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        state.beginCheck(handshake, certificates);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /**
   * A client's handshake is about to send its first message, or a server's is there: once in every
   * handshake.
   */
  public void begun(Object handshake) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        begun.begun(handshake);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A session got its peer's certificates: in every full handshake. */
  public void accepted(Object session, X509Certificate @Nullable [] chain) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        successes.accepted(state, session, chain);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The platform's trust manager threw. */
  public void trustThrown(
      Throwable thrown,
      Object manager,
      X509Certificate @Nullable [] chain,
      @Nullable String authType,
      @Nullable Object connection,
      boolean clientChecked) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        others.trustThrown(state, thrown, manager, chain, authType, connection, clientChecked);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code SSLEngineImpl.closeInbound} begins. */
  public void engineClosing(Object engine) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        closures.engineClosing(state, engine);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code SSLEngineImpl.closeInbound} returned. */
  public void engineClosed() {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        closures.engineClosed(state);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code SSLEngineImpl.closeInbound} threw. */
  public void engineThrown(Throwable thrown) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        closures.engineThrown(state, thrown);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** java.net.http is about to fail a connection, or not. */
  public void httpFailing(@Nullable Throwable thrown, @Nullable Object engine) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        closures.httpFailing(thrown, engine);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The default managers could not be made. */
  public void defaultThrown(Throwable thrown) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        others.defaultThrown(thrown);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A setting of this JVM could not be read, or what needs it could not be made. */
  public void settingThrown(Throwable thrown) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        others.settingThrown(thrown);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code HttpsURLConnection} rejected the host's name. */
  public void hostnameThrown(Throwable thrown, Object client) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        others.hostnameThrown(thrown, client);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A TLS socket is about to be connected. */
  public void connecting() {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        state.connectStart(System.nanoTime());
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A TLS socket could not be connected within so many milliseconds; 0 is for ever. */
  public void connectThrown(Throwable thrown, @Nullable SocketAddress address, int timeout) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        connects.connectThrown(state, thrown, address, timeout);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A TLS socket was made over a connected socket: for each such connection once. */
  public void layered(Object socket, Socket under, int port) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        tunnels.layered(socket, under, port);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** {@code HttpsURLConnection} could not connect, or no tunnel was opened to it. */
  public void tunnelThrown(Throwable thrown, Object connection) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        connects.tunnelThrown(state, thrown, connection);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A check of the peer's chain threw. */
  public void chainThrown(Throwable thrown, Object handshake, @Nullable Object certificates) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        handshakes.chainThrown(state, thrown, handshake, certificates);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.endCheck();
        state.leave();
      }
    }
  }
}
