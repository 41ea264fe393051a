package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What trying one endpoint showed: every stage, each way. */
@AutoValue
public abstract class EndpointTrial {
  EndpointTrial() {}

  /** A builder for a trial of that endpoint with no stage. */
  public static Builder builder(LookupKind kind, URI url) {
    return new AutoValue_EndpointTrial.Builder()
        .kind(kind)
        .url(url)
        .octets(-1)
        .stages(Collections.<Stage>emptyList())
        .clocks(Collections.<ClockReading>emptyList());
  }

  /** What the endpoint is for. */
  public abstract LookupKind kind();

  /** Where it is. */
  public abstract URI url();

  /** The certificate whose status or issuer it holds, if known. */
  public abstract Optional<X509Certificate> subject();

  /** When it was begun: a trial serves every failure at its endpoint for a while. */
  public abstract Optional<Instant> at();

  /** The stages in the order in which they were begun. */
  public abstract List<Stage> stages();

  /** What the clocks of those that answered said. */
  public abstract List<ClockReading> clocks();

  /** The answer that the JVM's own way, or else the first way that works, brought. */
  public abstract Optional<Der> answer();

  /** What that answer says of the certificate, where it is a CRL too large to be kept. */
  public abstract Optional<CrlExcerpt> excerpt();

  /** How many octets that answer had, whether it was kept or not; -1 if none came. */
  public abstract long octets();

  /** The way that worked: {@code direct}, {@code direct at ADDRESS} or a proxy's host and port. */
  public abstract Optional<String> workingWay();

  /** Builds an {@link EndpointTrial}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder kind(LookupKind kind);

    abstract Builder url(URI url);

    abstract List<Stage> stages();

    abstract List<ClockReading> clocks();

    abstract EndpointTrial autoBuild();

    /** Sets the certificate that it is about. */
    public abstract Builder subject(X509Certificate subject);

    /** Sets when it was begun. */
    public abstract Builder at(Instant at);

    /** Sets the stages. */
    public abstract Builder stages(List<Stage> stages);

    /** Sets the clocks. */
    public abstract Builder clocks(List<ClockReading> clocks);

    /** Sets the answer. */
    public abstract Builder answer(Der answer);

    /** Sets what the answer says, where it was not kept. */
    public abstract Builder excerpt(CrlExcerpt excerpt);

    /** Sets how many octets the answer had. */
    public abstract Builder octets(long octets);

    /** Sets the way that worked. */
    public abstract Builder workingWay(String workingWay);

    /** The value. */
    public final EndpointTrial build() {
      return stages(Copies.list(stages())).clocks(Copies.list(clocks())).autoBuild();
    }
  }
}
