package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.util.Map;

/** What of this JVM bears on TLS; only what may be shown. */
@AutoValue
public abstract class JvmFacts {
  JvmFacts() {}

  /**
   * The facts of a JVM.
   *
   * @param feature the feature release, 8 to 25 and on
   * @param version the {@code java.version}
   * @param vendor the {@code java.vendor}
   * @param host this machine's name, empty if not known
   * @param pid the process, -1 if not known
   * @param systemProperties the TLS, proxy and DNS settings among the system properties
   * @param securityProperties the same among the security properties
   * @param environment the proxy variables of the environment, without credentials
   */
  public static JvmFacts of(
      int feature,
      String version,
      String vendor,
      String host,
      long pid,
      Map<String, String> systemProperties,
      Map<String, String> securityProperties,
      Map<String, String> environment) {
    return new AutoValue_JvmFacts(
        feature,
        version,
        vendor,
        host,
        pid,
        Copies.map(systemProperties),
        Copies.map(securityProperties),
        Copies.map(environment));
  }

  /** The feature release. */
  public abstract int feature();

  /** The {@code java.version}. */
  public abstract String version();

  /** The {@code java.vendor}. */
  public abstract String vendor();

  /** This machine's name, empty if not known. */
  public abstract String host();

  /** The process, -1 if not known. */
  public abstract long pid();

  /** The allowed system properties that are set. */
  public abstract Map<String, String> systemProperties();

  /** The allowed security properties that are set. */
  public abstract Map<String, String> securityProperties();

  /** The proxy variables of the environment, without credentials. */
  public abstract Map<String, String> environment();
}
