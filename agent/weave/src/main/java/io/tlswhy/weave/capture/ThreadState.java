package io.tlswhy.weave.capture;

import io.tlswhy.evidence.AgentThreads;
import io.tlswhy.weave.lookup.LookupLog;
import io.tlswhy.weave.lookup.StoreCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is in the middle of, as far as the hooks have seen.
 *
 * <p>Of a handshake that went well nothing may stay here: a pooled thread would keep the
 * application's objects alive.
 */
final class ThreadState {
  private static final ThreadLocal<ThreadState> STATES =
      new ThreadLocal<ThreadState>() {
        @Override
        protected ThreadState initialValue() {
          return new ThreadState(AgentThreads.isAgents(Thread.currentThread()));
        }
      };

  private final boolean agents;
  private boolean busy;

  // The innermost check of a chain, in plain fields so that beginning one allocates nothing.
  private @Nullable Object handshake;
  private @Nullable Object certificates;
  private long startedNanos;
  private @Nullable List<ChainCheck> outer;

  // Made when they are needed: a virtual thread has a state of its own for one handshake.
  private @Nullable LookupLog lookups;
  private @Nullable Rejections rejections;
  private @Nullable PendingFailure fatal;
  private @Nullable PendingFailure closing;
  private @Nullable Object failingSocket;
  private @Nullable StoreCall storeCall;
  private Staplings.@Nullable Stapling stapling;
  private long connectStart;

  private ThreadState(boolean agents) {
    this.agents = agents;
  }

  /** The state of the current thread. */
  static ThreadState current() {
    return STATES.get();
  }

  /**
   * Begins a hook; false if there is nothing to be done, since the thread is the agent's own or is
   * in a hook already.
   */
  boolean enter() {
    if (agents || busy) {
      return false;
    }
    busy = true;
    return true;
  }

  /** Ends a hook that was begun. */
  void leave() {
    busy = false;
  }

  /** JSSE begins to check a chain. */
  void beginCheck(Object newHandshake, @Nullable Object newCertificates) {
    ChainCheck running = newHandshake == handshake ? null : check();
    if (running != null) {
      // A handshake within the check of another: a look-up over https.
      if (outer == null) {
        outer = new ArrayList<ChainCheck>(1);
      }
      outer.add(running);
      lookups = null;
    } else {
      forgetLookups();
    }
    handshake = newHandshake;
    certificates = newCertificates;
    startedNanos = System.nanoTime();
  }

  /** The check is over, with or without success. */
  void endCheck() {
    if (rejections != null) {
      rejections.clear();
    }
    int last = outer == null ? -1 : outer.size() - 1;
    if (outer == null || last < 0) {
      handshake = null;
      certificates = null;
      forgetLookups();
    } else {
      ChainCheck back = outer.remove(last);
      handshake = back.handshake();
      certificates = back.certificates();
      startedNanos = back.startedNanos();
      lookups = back.lookups();
    }
  }

  /** Whether the thread is in a check of a chain. */
  boolean isChecking() {
    return handshake != null;
  }

  /** The handshake whose chain is being checked. */
  @Nullable Object handshake() {
    return handshake;
  }

  /** The check that runs. */
  @Nullable ChainCheck check() {
    return handshake == null
        ? null
        : new ChainCheck(handshake, certificates, startedNanos, lookups());
  }

  /** Whether the thread has made a look-up in this check. */
  boolean hasLookups() {
    return lookups != null && !lookups.isEmpty();
  }

  LookupLog lookups() {
    LookupLog log = lookups;
    if (log == null) {
      log = new LookupLog();
      lookups = log;
    }
    return log;
  }

  Rejections rejections() {
    Rejections known = rejections;
    if (known == null) {
      known = new Rejections();
      rejections = known;
    }
    return known;
  }

  private void forgetLookups() {
    if (lookups != null) {
      lookups.clear();
    }
  }

  @Nullable PendingFailure fatal() {
    return fatal;
  }

  void fatal(@Nullable PendingFailure pending) {
    fatal = pending;
  }

  /** What {@code closeInbound} is about to end. */
  @Nullable PendingFailure closing() {
    return closing;
  }

  void closing(@Nullable PendingFailure pending) {
    closing = pending;
  }

  /** The socket whose {@code handleException} runs. */
  @Nullable Object failingSocket() {
    return failingSocket;
  }

  void failingSocket(@Nullable Object socket) {
    failingSocket = socket;
  }

  @Nullable StoreCall storeCall() {
    return storeCall;
  }

  void storeCall(@Nullable StoreCall call) {
    storeCall = call;
  }

  /** The staple that the thread waits for. */
  Staplings.@Nullable Stapling stapling() {
    return stapling;
  }

  void stapling(Staplings.@Nullable Stapling awaited) {
    stapling = awaited;
  }

  /** When the last connect of a TLS socket began. */
  long connectStart() {
    return connectStart;
  }

  void connectStart(long nanos) {
    connectStart = nanos;
  }
}
