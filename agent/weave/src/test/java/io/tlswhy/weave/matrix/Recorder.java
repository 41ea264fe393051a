package io.tlswhy.weave.matrix;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Tunnel;
import io.tlswhy.evidence.Validation;

/** Prints the evidence, one line each, and answers with a text that can be found again. */
public final class Recorder implements EvidenceListener {
  /** What every exception must carry. */
  static final String TEXT = "tlswhy[test] recorded";

  @Override
  public String failed(HandshakeFailure failure) {
    record("failed", failure);
    return TEXT;
  }

  @Override
  public void slow(HandshakeFailure handshake) {
    record("slow", handshake);
  }

  private static synchronized void record(String how, HandshakeFailure failure) {
    StringBuilder line = new StringBuilder(how);
    line.append(' ').append(failure.role());
    line.append(' ').append(failure.point());
    line.append(' ').append(failure.carrier());
    if (failure.alert().isPresent()) {
      AlertSeen alert = failure.alert().get();
      line.append(" alert=").append(alert.direction()).append(':').append(alert.name());
    }
    line.append(" host=").append(failure.peer().host());
    line.append(" address=").append(failure.peer().address());
    if (failure.peer().tunnel().isPresent()) {
      Tunnel tunnel = failure.peer().tunnel().get();
      line.append(" port=").append(failure.peer().port());
      line.append(" tunnel=").append(tunnel.host()).append('/').append(tunnel.address());
    }
    line.append(" protocol=").append(failure.handshake().protocol());
    if (failure.point() == Point.TIMEOUT || failure.diagnostic().equals("Read timed out")) {
      line.append(" elapsed=").append(failure.elapsed().toMillis());
    }
    line.append(" lastGood=").append(failure.lastGood().isPresent());
    if (failure.validation().isPresent()) {
      Validation validation = failure.validation().get();
      line.append(" chain=").append(validation.chain().size());
      line.append(" trust=").append(validation.trust().algorithm());
      line.append(" anchors=").append(validation.trust().anchors().size());
      line.append(" origin=").append(validation.trust().origin().source());
      line.append(" revocation=").append(validation.revocation().enabled());
      for (Lookup lookup : validation.lookups()) {
        line.append(" lookup=").append(lookup.kind()).append(':').append(lookup.outcome());
        if (lookup.error().isPresent()) {
          line.append(':').append(lookup.error().get().getClass().getSimpleName());
        }
        line.append(lookup.waited().toMillis() > 100 ? ":waited" : "");
        line.append(lookup.swallowed() ? ":swallowed" : "");
      }
    }
    if (failure.exception().isPresent()) {
      line.append(" exception=").append(failure.exception().get().getClass().getSimpleName());
      line.append(" cause=").append(failure.exception().get().getCause());
    }
    System.out.println(line);
  }
}
