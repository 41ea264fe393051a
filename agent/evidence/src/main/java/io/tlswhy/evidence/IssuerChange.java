package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Instant;

/** Another peer that came to show a certificate of the same new issuer. */
@AutoValue
public abstract class IssuerChange {
  IssuerChange() {}

  /**
   * A change.
   *
   * @param host the peer's name
   * @param issuerBefore who issued the last certificate of it that was accepted, RFC 2253
   * @param seen when it last showed the new issuer
   */
  public static IssuerChange of(String host, String issuerBefore, Instant seen) {
    return new AutoValue_IssuerChange(host, issuerBefore, seen);
  }

  /** The peer's name. Not escaped: it may be the network's text. */
  public abstract String host();

  /** Who issued the last certificate of it that was accepted, RFC 2253. */
  public abstract String issuerBefore();

  /** When it last showed the new issuer. */
  public abstract Instant seen();
}
