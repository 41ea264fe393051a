package io.tlswhy.assembly;

import io.tlswhy.evidence.EvidenceListener;
import io.tlswhy.evidence.HandshakeFailure;
import java.lang.instrument.Instrumentation;
import java.util.Map;

/**
 * The composition root: makes what diagnoses, probes, remembers and tells, and joins it.
 *
 * <p>Opened by the entry through its name, at the first failure.
 */
public final class Heart implements EvidenceListener {
  /** Joins the rooms as the options say. */
  public Heart(Map<String, String> options, Instrumentation instrumentation) {}

  @Override
  public String failed(HandshakeFailure failure) {
    return "";
  }

  @Override
  public void slow(HandshakeFailure handshake) {}

  @Override
  public void blindProvider(String name) {}
}
