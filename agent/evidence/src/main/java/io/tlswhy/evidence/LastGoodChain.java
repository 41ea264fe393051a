package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is remembered of the last chain of a peer that was accepted. */
@AutoValue
public abstract class LastGoodChain {
  LastGoodChain() {}

  /** A summary of a chain that was accepted then. */
  public static LastGoodChain of(
      Instant when,
      String address,
      String subject,
      String issuer,
      String serialNumber,
      Instant notAfter,
      List<String> pointers,
      int length) {
    return new AutoValue_LastGoodChain(
        when,
        address,
        subject,
        issuer,
        serialNumber,
        notAfter,
        Collections.unmodifiableList(pointers),
        length,
        0,
        Duration.ZERO,
        Collections.<X509Certificate>emptyList());
  }

  /** The same with what else was compared; the arguments are what the methods below give. */
  public final LastGoodChain with(int key, Duration clockMoved) {
    return with(key, clockMoved, others());
  }

  /** The same with what the peer sent behind its own certificate. */
  public final LastGoodChain with(List<X509Certificate> others) {
    return with(key(), clockMoved(), Copies.list(others));
  }

  private LastGoodChain with(int key, Duration clockMoved, List<X509Certificate> others) {
    return new AutoValue_LastGoodChain(
        when(),
        address(),
        subject(),
        issuer(),
        serialNumber(),
        notAfter(),
        pointers(),
        length(),
        key,
        clockMoved,
        others);
  }

  /** When it was last accepted. */
  public abstract Instant when();

  /** The peer's address then, empty if not known. */
  public abstract String address();

  /** The peer certificate's subject, RFC 2253. */
  public abstract String subject();

  /** The peer certificate's issuer, RFC 2253. */
  public abstract String issuer();

  /** The peer certificate's serial number in hexadecimal. */
  public abstract String serialNumber();

  /** When that certificate expires. */
  public abstract Instant notAfter();

  /** The CRL and OCSP URLs of that certificate, at most eight. */
  public abstract List<String> pointers();

  /** How many certificates the peer sent. */
  public abstract int length();

  /**
   * A hash of the peer's public key, {@link Arrays#hashCode(byte[])} of its encoding; 0 if not
   * known.
   */
  public abstract int key();

  /**
   * How far this machine's clock was moved since: the time that it shows to have passed, less the
   * time that has.
   */
  public abstract Duration clockMoved();

  /**
   * What the peer sent behind its own certificate, as far as it is in memory yet; at most three.
   */
  public abstract List<X509Certificate> others();
}
