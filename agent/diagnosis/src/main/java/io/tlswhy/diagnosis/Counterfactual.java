package io.tlswhy.diagnosis;

import com.google.auto.value.AutoValue;

/** One validation that was run again with something changed, and how it ended. */
@AutoValue
public abstract class Counterfactual {
  Counterfactual() {}

  /** A run {@code with} something changed ("the CRL fetched through proxy.corp:3128"). */
  public static Counterfactual of(String with, boolean passes) {
    return new AutoValue_Counterfactual(with, passes);
  }

  /** What was changed. */
  public abstract String with();

  /** Whether the validation then passed. */
  public abstract boolean passes();
}
