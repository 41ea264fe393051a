package io.tlswhy.diagnosis;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.EndpointTrial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Why a handshake failed, how that is known, and what to change.
 *
 * <p>Its texts are whole sentences in plain words. They may hold names that came from the network;
 * whoever shows them escapes them.
 */
@AutoValue
public abstract class Diagnosis {
  Diagnosis() {}

  /** A builder for a cause; {@code summary} is one sentence that says what is wrong, with names. */
  public static Builder builder(Cause cause, Confidence confidence, String summary) {
    return new AutoValue_Diagnosis.Builder()
        .cause(cause)
        .confidence(confidence)
        .summary(summary)
        .fix("")
        .fixes(Collections.<Fix>emptyList())
        .contributing(Collections.<Cause>emptyList())
        .alternatives(Collections.<Alternative>emptyList())
        .ruledOut(Collections.<String>emptyList())
        .evidence(Collections.<String>emptyList())
        .counterfactuals(Collections.<Counterfactual>emptyList())
        .endpoints(Collections.<EndpointTrial>emptyList())
        .command("")
        .subject("")
        .interim(false);
  }

  /** The primary cause. */
  public abstract Cause cause();

  /** How sure. */
  public abstract Confidence confidence();

  /** One sentence: what is wrong, with names, hosts and ports. Ends with a full stop. */
  public abstract String summary();

  /** What to do and by whom, without the word "Fix:"; empty where there is nothing to do. */
  public abstract String fix();

  /** The same for a machine. */
  public abstract List<Fix> fixes();

  /** Further independent faults. */
  public abstract List<Cause> contributing();

  /** Causes that the evidence leaves open. */
  public abstract List<Alternative> alternatives();

  /** Sentences that say what is not the matter and how that is known. */
  public abstract List<String> ruledOut();

  /** Lines of evidence for a person, in order, without what {@link #endpoints()} holds. */
  public abstract List<String> evidence();

  /** The validations that were run again. */
  public abstract List<Counterfactual> counterfactuals();

  /** What trying the endpoints showed. */
  public abstract List<EndpointTrial> endpoints();

  /** A shell command that shows the same; empty if there is none. */
  public abstract String command();

  /**
   * What the cause is about, for telling equal incidents: an endpoint's {@code host:port}, or a
   * certificate's subject and serial number.
   */
  public abstract String subject();

  /** Whether probes are still to come that may change or confirm it. */
  public abstract boolean interim();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds a {@link Diagnosis}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    /** Sets the primary cause. */
    public abstract Builder cause(Cause cause);

    /** Sets how sure. */
    public abstract Builder confidence(Confidence confidence);

    /** Sets the sentence. */
    public abstract Builder summary(String summary);

    /** Sets what to do. */
    public abstract Builder fix(String fix);

    /** Sets what to do, for a machine. */
    public abstract Builder fixes(List<Fix> fixes);

    /** Sets further faults. */
    public abstract Builder contributing(List<Cause> contributing);

    /** Sets what is left open. */
    public abstract Builder alternatives(List<Alternative> alternatives);

    /** Sets what is not the matter. */
    public abstract Builder ruledOut(List<String> ruledOut);

    /** Sets the lines of evidence. */
    public abstract Builder evidence(List<String> evidence);

    /** Sets the validations that were run again. */
    public abstract Builder counterfactuals(List<Counterfactual> counterfactuals);

    /** Sets the endpoints' trials. */
    public abstract Builder endpoints(List<EndpointTrial> endpoints);

    /** Sets the shell command. */
    public abstract Builder command(String command);

    /** Sets what the cause is about. */
    public abstract Builder subject(String subject);

    /** Sets whether probes are still to come. */
    public abstract Builder interim(boolean interim);

    abstract List<Fix> fixes();

    abstract List<Cause> contributing();

    abstract List<Alternative> alternatives();

    abstract List<String> ruledOut();

    abstract List<String> evidence();

    abstract List<Counterfactual> counterfactuals();

    abstract List<EndpointTrial> endpoints();

    abstract Diagnosis autoBuild();

    /** The value. */
    public final Diagnosis build() {
      return fixes(copy(fixes()))
          .contributing(copy(contributing()))
          .alternatives(copy(alternatives()))
          .ruledOut(copy(ruledOut()))
          .evidence(copy(evidence()))
          .counterfactuals(copy(counterfactuals()))
          .endpoints(copy(endpoints()))
          .autoBuild();
    }

    private static <T> List<T> copy(List<T> source) {
      return Collections.unmodifiableList(new ArrayList<>(source));
    }
  }
}
