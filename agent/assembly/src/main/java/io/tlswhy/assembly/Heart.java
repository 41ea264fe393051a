package io.tlswhy.assembly;

import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The composition root: makes what diagnoses, probes, remembers and tells, and joins it.
 *
 * <p>Opened by the entry through its name, at the first failure.
 */
public final class Heart implements EvidenceListener {
  /** Joins the rooms as the options say. */
  public Heart(Map<String, String> options, Supplier<Class<?>[]> loadedClasses) {}

  @Override
  public String failed(HandshakeFailure failure) {
    return "";
  }

  @Override
  public void slow(HandshakeFailure handshake) {}

  @Override
  public void blindProvider(String name) {}
}
