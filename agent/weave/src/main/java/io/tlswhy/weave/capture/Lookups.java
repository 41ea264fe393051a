package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Lookup;
import io.tlswhy.weave.lookup.LookupLog;
import io.tlswhy.weave.lookup.LookupWatch;
import io.tlswhy.weave.lookup.OpenLookup;
import io.tlswhy.weave.lookup.StoreCall;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Joins each look-up to the handshake of the thread that makes it. */
final class Lookups {
  private final LookupWatch watch;
  private final SlowHandshakes slow;
  private final OpenLookups open;

  Lookups(LookupWatch watch, SlowHandshakes slow, OpenLookups open) {
    this.watch = watch;
    this.slow = slow;
    this.open = open;
  }

  void checkEntered(ThreadState state, X509Certificate certificate) {
    open.began(state.handshake());
    watch.checkEntered(state.lookups(), certificate, new Late(state));
  }

  void checkLeft(ThreadState state, boolean passed) {
    watch.checkLeft(state.lookups(), passed);
    open.ended(state.handshake());
  }

  void problem(ThreadState state, Throwable problem) {
    watch.problem(state.lookups(), problem);
  }

  void ocspEntered(ThreadState state, URI url) {
    watch.ocspEntered(state.lookups(), url, new Late(state));
  }

  void ocspLeft(ThreadState state, byte @Nullable [] answer, @Nullable Throwable thrown) {
    watch.ocspLeft(state.lookups(), answer, thrown);
  }

  void storeOpening(ThreadState state, Object parameters) {
    watch.storeOpening(state.lookups(), parameters, new Late(state));
  }

  void storeOpened(ThreadState state, @Nullable Throwable thrown) {
    watch.storeOpened(state.lookups(), thrown);
  }

  void storeEntered(ThreadState state, Object store, boolean crls) {
    state.storeCall(
        watch.storeEntered(state.lookups(), store, crls, new Late(state), state.storeCall()));
  }

  void storeCaught(ThreadState state, Object store, Throwable caught) {
    StoreCall call = state.storeCall();
    if (call != null && call.isOf(store)) {
      call.caught(caught);
    }
  }

  void storeLeft(ThreadState state, Object store, @Nullable Throwable thrown) {
    StoreCall call = state.storeCall();
    if (call != null && call.isOf(store)) {
      state.storeCall(call.outer());
      watch.storeLeft(state.lookups(), call, thrown);
    }
  }

  /** Tells of a look-up that hangs, on the watch's thread. */
  private final class Late implements LookupWatch.LateLookup {
    private final @Nullable ChainCheck check;
    private final LookupLog lookups;

    Late(ThreadState state) {
      this.check = state.check();
      this.lookups = state.lookups();
    }

    @Override
    public void waiting(Lookup other) {
      if (check != null) {
        slow.waiting(check, lookups, other);
      }
    }

    @Override
    public Runnable of(OpenLookup lookup) {
      return new Runnable() {
        @Override
        public void run() {
          slow.hanging(check, lookups, lookup);
        }
      };
    }
  }
}
