package io.tlswhy.diagnosis.revocation;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Stage;
import java.time.Instant;
import java.util.Optional;

/** What an endpoint's answer is worth for one certificate, and what it says of it. */
@AutoValue
public abstract class ContentVerdict {
  ContentVerdict() {}

  static Builder builder(Stage.Result result, String detail) {
    return new AutoValue_ContentVerdict.Builder()
        .result(result)
        .detail(detail)
        .reason("")
        .fromTheFuture(false);
  }

  static ContentVerdict of(Stage.Result result, String detail) {
    return builder(result, detail).build();
  }

  /** Of an answer that was not verified, for that reason. */
  public static ContentVerdict notVerified(String why) {
    return of(Stage.Result.SKIPPED, "not verified, since " + why);
  }

  /**
   * What came of the check: {@code OK} when the answer verifies in full and lets the certificate
   * pass.
   */
  public abstract Stage.Result result();

  /** Why, as a clause without a full stop. It may hold the network's text and is not escaped. */
  public abstract String detail();

  /** When the answer was made, if it says so. */
  public abstract Optional<Instant> thisUpdate();

  /** Until when it may be relied on, if it says so. */
  public abstract Optional<Instant> nextUpdate();

  /** Since when the certificate is revoked, if it is. */
  public abstract Optional<Instant> revokedAt();

  /** Why it was revoked, such as {@code keyCompromise}; empty if the answer does not say. */
  public abstract String reason();

  /** Whether it is dated later than the time at which it had to hold. */
  abstract boolean fromTheFuture();

  /** Whose certificate would have been needed to verify the signature and is not at hand. */
  abstract Optional<String> missingSigner();

  /** Builds a {@link ContentVerdict}. */
  @AutoValue.Builder
  abstract static class Builder {
    Builder() {}

    abstract Builder result(Stage.Result result);

    abstract Builder detail(String detail);

    abstract Builder thisUpdate(Optional<Instant> thisUpdate);

    abstract Builder nextUpdate(Optional<Instant> nextUpdate);

    abstract Builder revokedAt(Instant revokedAt);

    abstract Builder reason(String reason);

    abstract Builder fromTheFuture(boolean fromTheFuture);

    abstract Builder missingSigner(String missingSigner);

    abstract ContentVerdict build();
  }
}
