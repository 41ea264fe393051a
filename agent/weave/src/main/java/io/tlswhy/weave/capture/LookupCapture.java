package io.tlswhy.weave.capture;

import io.tlswhy.weave.Harmless;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Where the hooks of revocation checks arrive: what is said of {@link Capture} holds here too.
 *
 * <p>They are of the certification path code and of stapling, which know of no handshake; whose
 * look-up it is, the thread's state tells.
 */
public final class LookupCapture {
  private final Harmless harmless;
  private final Lookups lookups;
  private final Staplings staplings;

  LookupCapture(Harmless harmless, Lookups lookups, Staplings staplings) {
    this.harmless = harmless;
    this.lookups = lookups;
    this.staplings = staplings;
  }

  /** A certificate's revocation is about to be checked. */
  public void checkEntered(X509Certificate certificate) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.checkEntered(state, certificate);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The check ended. */
  public void checkLeft(boolean passed) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.checkLeft(state, passed);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** One way of checking failed. */
  public void checkProblem(Throwable problem) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.problem(state, problem);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A responder is about to be asked. */
  public void ocspEntered(URI uri) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.ocspEntered(state, uri);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The responder answered, or did not. */
  public void ocspLeft(byte @Nullable [] answer, @Nullable Throwable thrown) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.ocspLeft(state, answer, thrown);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A store of CRLs or certificates is about to be made or found. */
  public void storeOpening(Object parameters) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.storeOpening(state, parameters);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The store is there, or could not be made. */
  public void storeOpened(@Nullable Throwable thrown) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.storeOpened(state, thrown);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A store of CRLs or certificates is about to be asked. */
  public void storeEntered(Object store, boolean crls) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.storeEntered(state, store, crls);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The store kept a failure to itself. */
  public void storeCaught(Object store, Throwable caught) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.storeCaught(state, store, caught);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The store answered, or threw. */
  public void storeLeft(Object store, @Nullable Throwable thrown) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        lookups.storeLeft(state, store, thrown);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** A server is about to get the staple of its own certificate. */
  public void staplingEntered(X509Certificate[] chain) {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        staplings.entered(state, chain);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }

  /** The server has the staple, or has given up. */
  public void staplingLeft() {
    ThreadState state = ThreadState.current();
    if (state.enter()) {
      try {
        staplings.left(state);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      } finally {
        state.leave();
      }
    }
  }
}
