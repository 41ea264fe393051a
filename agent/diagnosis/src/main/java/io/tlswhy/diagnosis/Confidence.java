package io.tlswhy.diagnosis;

import java.util.Locale;

/** How sure a diagnosis is. */
public enum Confidence {
  /**
   * A counterfactual run showed that removing exactly this obstacle makes the same validation pass,
   * or the evidence is conclusive in itself. Never given on a message text alone.
   */
  PROVED,
  /** The evidence points here and nothing points elsewhere. */
  LIKELY,
  /** It fits, and so do others. */
  POSSIBLE;

  /** The word that users see: {@code proved}, {@code likely} or {@code possible}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
