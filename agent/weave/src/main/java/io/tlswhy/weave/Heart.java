package io.tlswhy.weave;

import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The listener that is opened at the first failure and not before: a JVM that never fails never
 * loads what diagnoses.
 *
 * <p>If it cannot be opened, what is captured is dropped.
 */
public final class Heart implements EvidenceListener {
  private final Supplier<Object> supplier;
  private final Harmless harmless;
  private volatile @Nullable EvidenceListener opened;
  private volatile boolean broken;
  private volatile @Nullable Function<Peer, Optional<Instant>> lastAccepted;
  private volatile @Nullable Function<URI, Optional<EndpointHistory>> histories;

  /** A heart that the supplier opens. */
  public Heart(Supplier<Object> supplier, Harmless harmless) {
    this.supplier = supplier;
    this.harmless = harmless;
  }

  @Override
  public String failed(HandshakeFailure failure) {
    EvidenceListener to = open();
    return to == null ? "" : to.failed(failure);
  }

  @Override
  public void slow(HandshakeFailure handshake) {
    EvidenceListener to = open();
    if (to != null) {
      to.slow(handshake);
    }
  }

  @Override
  public void accepted(HandshakeFailure handshake) {
    EvidenceListener to = open();
    if (to != null) {
      to.accepted(handshake);
    }
  }

  @Override
  public void successes(Function<Peer, Optional<Instant>> lastAccepted) {
    this.lastAccepted = lastAccepted;
  }

  @Override
  public void endpoints(Function<URI, Optional<EndpointHistory>> history) {
    this.histories = history;
  }

  private @Nullable EvidenceListener open() {
    EvidenceListener to = opened;
    if (to == null && !broken) {
      try {
        to = (EvidenceListener) supplier.get();
        Function<Peer, Optional<Instant>> accepted = lastAccepted;
        if (accepted != null) {
          to.successes(accepted);
        }
        Function<URI, Optional<EndpointHistory>> met = histories;
        if (met != null) {
          to.endpoints(met);
        }
        opened = to;
      } catch (Throwable fault) {
        broken = true;
        harmless.swallow(fault);
      }
    }
    return to;
  }
}
