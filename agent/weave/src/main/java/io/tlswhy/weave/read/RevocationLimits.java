package io.tlswhy.weave.read;

import io.tlswhy.evidence.RevocationSettings;
import java.security.Security;
import java.time.Duration;

/**
 * How long this release waits for OCSP responders and CRL hosts.
 *
 * <p>8 and 11 have one OCSP limit in whole seconds, which holds for connecting and reading, and no
 * limit at all for reading a CRL; 17.0.15 and 21 have one of each kind, with an optional unit; 17
 * before that and 18 to 20 have none at all for OCSP by GET (JDK-8179502). Later updates of all
 * releases take CRLs up to a size only.
 */
final class RevocationLimits {
  private static final Duration DEFAULT = Duration.ofSeconds(15);
  private static final long MOST_CRL_OCTETS = 20L << 20;

  private RevocationLimits() {}

  /** Settings with the limits in force and nothing else. */
  static RevocationSettings.Builder read() {
    return read(Releases.feature(), hasReadLimit());
  }

  /**
   * The limits of a release.
   *
   * @param readLimit whether it has a limit of its own for reading OCSP answers
   */
  static RevocationSettings.Builder read(int feature, boolean readLimit) {
    RevocationSettings.Builder settings = RevocationSettings.builder();
    boolean byGet =
        feature >= 17 && !"false".equals(System.getProperty("com.sun.security.ocsp.useget"));
    Duration ocsp = limit("com.sun.security.ocsp.timeout", DEFAULT, readLimit);
    settings
        .ocspConnectTimeout(ocsp)
        .crlConnectTimeout(limit("com.sun.security.crl.timeout", DEFAULT, readLimit))
        .ocspByGet(byGet);
    if (readLimit) {
      settings.ocspReadTimeout(limit("com.sun.security.ocsp.readtimeout", ocsp, true));
    } else if (!byGet) {
      settings.ocspReadTimeout(ocsp);
    }
    if (feature >= 17) {
      settings.crlReadTimeout(limit("com.sun.security.crl.readtimeout", DEFAULT, readLimit));
    }
    if (limitsSize()) {
      long most = mostOctets();
      if (most >= 0) {
        settings.crlMostOctets(most);
      }
    }
    return settings;
  }

  /** Since 21 and 17.0.15 (JDK-8179502): the class tells, which is not initialised for that. */
  private static boolean hasReadLimit() {
    return hasField("sun.security.provider.certpath.OCSP", "READ_TIMEOUT");
  }

  /** The limit came with updates: the class tells, which is not initialised for that. */
  private static boolean limitsSize() {
    return hasField("sun.security.provider.certpath.URICertStore", "MAX_CRL_DOWNLOAD_SIZE");
  }

  private static boolean hasField(String className, String field) {
    try {
      return Class.forName(className, false, null).getDeclaredField(field) != null;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** The system property, else the security property, else 20 MiB; below 0: none. */
  static long mostOctets() {
    String name = "com.sun.security.crl.maxSize";
    String text = System.getProperty(name);
    if (text == null) {
      text = Security.getProperty(name);
    }
    try {
      return text == null ? MOST_CRL_OCTETS : Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      return MOST_CRL_OCTETS;
    }
  }

  private static Duration limit(String property, Duration otherwise, boolean units) {
    String text = System.getProperty(property, "").trim();
    long factor = 1000;
    if (units && text.endsWith("ms")) {
      factor = 1;
      text = text.substring(0, text.length() - 2);
    } else if (units && text.endsWith("s")) {
      text = text.substring(0, text.length() - 1);
    }
    try {
      long number = Integer.parseInt(text);
      return number < 0 ? otherwise : Duration.ofMillis(number * factor);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
