package io.tlswhy.incident;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One thing that became of an incident, with all that may be told of it. */
@AutoValue
public abstract class IncidentEvent {
  IncidentEvent() {}

  /** What became of it. */
  public enum Kind {
    /** It was seen for the first time, and what could be found out was. */
    OPENED,
    /** Probes or new evidence changed the diagnosis after it was told. */
    UPDATED,
    /** It was seen again after the {@code repeat} interval. */
    REPEATED,
    /** The same peer works again. */
    RESOLVED
  }

  /** A builder; {@code id} is ten hexadecimal digits. */
  public static Builder builder(
      Kind kind, String id, Diagnosis diagnosis, HandshakeFailure failure, JvmFacts jvm) {
    return new AutoValue_IncidentEvent.Builder()
        .kind(kind)
        .id(id)
        .diagnosis(diagnosis)
        .failure(failure)
        .jvm(jvm)
        .fingerprint("")
        .count(1)
        .first(failure.at())
        .last(failure.at())
        .alsoToldAs(Collections.<String>emptyList())
        .brief(false)
        .application(new WeakReference<ClassLoader>(null));
  }

  /** What became of it. */
  public abstract Kind kind();

  /** The incident's id in this JVM: ten hexadecimal digits. */
  public abstract String id();

  /** Equal for the same cause at the same endpoint on every JVM. */
  public abstract String fingerprint();

  /** Why it failed. */
  public abstract Diagnosis diagnosis();

  /** The evidence of the failure that is told. */
  public abstract HandshakeFailure failure();

  /** The JVM it happened in. */
  public abstract JvmFacts jvm();

  /** How many failures are counted to it so far. */
  public abstract long count();

  /** When the first of them happened. */
  public abstract Instant first();

  /** When the last of them happened. */
  public abstract Instant last();

  /**
   * The ids of incidents that turned out to be this one after they stood in an exception or a
   * record; at most eight.
   */
  public abstract List<String> alsoToldAs();

  /** How long it lasted; only when it is resolved. */
  public abstract Optional<Duration> lasted();

  /**
   * Whether the diagnosis is only what is remembered of one that was told before: its evidence, its
   * trials and its further fixes are in that record.
   */
  public abstract boolean brief();

  /**
   * The context class loader of the failing thread, by which the application's own log is found;
   * weak, so that a redeployed application can be unloaded.
   */
  public abstract WeakReference<ClassLoader> application();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds an {@link IncidentEvent}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder kind(Kind kind);

    abstract Builder id(String id);

    abstract Builder diagnosis(Diagnosis diagnosis);

    abstract Builder failure(HandshakeFailure failure);

    abstract Builder jvm(JvmFacts jvm);

    /** Sets the fingerprint. */
    public abstract Builder fingerprint(String fingerprint);

    /** Sets the number of failures. */
    public abstract Builder count(long count);

    /** Sets when the first happened. */
    public abstract Builder first(Instant first);

    /** Sets when the last happened. */
    public abstract Builder last(Instant last);

    /** Sets the ids of incidents that turned out to be this one. */
    public abstract Builder alsoToldAs(List<String> ids);

    /** Sets how long it lasted. */
    public abstract Builder lasted(Duration lasted);

    abstract Builder brief(boolean brief);

    /** Sets the class loader of the application that failed. */
    public abstract Builder application(WeakReference<ClassLoader> application);

    /** The value. */
    public abstract IncidentEvent build();
  }
}
