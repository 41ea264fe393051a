package io.tlswhy.diagnosis.path;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Writes names, times and numbers as the sentences show them, each bounded in length. */
final class Words {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_LISTED = 5;
  private static final String DIGITS = "0123456789ABCDEF";

  private Words() {}

  /** A distinguished name, shortened if it is long. */
  static String name(X500Principal principal) {
    String name = principal.toString();
    return name.isEmpty() ? "(no subject)" : shortened(name);
  }

  /** A text of at most a hundred characters. */
  static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** A certificate by its subject and serial number. */
  static String certificate(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal()) + " (serial " + serial(certificate) + ")";
  }

  /** A certificate's serial number in hexadecimal. */
  static String serial(X509Certificate certificate) {
    return serial(certificate.getSerialNumber());
  }

  /** A serial number in hexadecimal. */
  static String serial(BigInteger number) {
    return shortened(number.toString(16));
  }

  /** What an incident about that certificate is about. */
  static String subject(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal()) + " " + serial(certificate);
  }

  /** A trust anchor by its name. */
  static String anchor(TrustAnchor anchor) {
    return name(CertificationPath.nameOf(anchor));
  }

  /** A certificate's SHA-256 fingerprint, as keytool shows it. */
  static String fingerprint(X509Certificate certificate) {
    String hex = fingerprintHex(certificate);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 2) {
      if (i > 0) {
        text.append(':');
      }
      text.append(hex, i, i + 2);
    }
    return text.toString();
  }

  /** A certificate's SHA-256 fingerprint as 64 capital hexadecimal digits. */
  static String fingerprintHex(X509Certificate certificate) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException unavailable) {
      return "";
    }
  }

  /** Octets as capital hexadecimal digits. */
  static String hex(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length * 2);
    for (byte octet : octets) {
      text.append(DIGITS.charAt((octet >> 4) & 0xF)).append(DIGITS.charAt(octet & 0xF));
    }
    return text.toString();
  }

  /** A time to the second, in UTC. */
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }

  /** How long something is, in its largest unit: "3 days", "1 hour", "5 seconds". */
  static String duration(Duration duration) {
    Duration absolute = duration.abs();
    if (absolute.toDays() >= 1) {
      return counted(absolute.toDays(), "day");
    }
    if (absolute.toHours() >= 1) {
      return counted(absolute.toHours(), "hour");
    }
    if (absolute.toMinutes() >= 1) {
      return counted(absolute.toMinutes(), "minute");
    }
    return counted(Math.max(1, absolute.getSeconds()), "second");
  }

  /** An algorithm's name, such as RSA or DSA, with the article that belongs before it when read. */
  static String withArticle(String algorithm) {
    boolean vowel = !algorithm.isEmpty() && "AEFHILMNORSX".indexOf(algorithm.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + algorithm;
  }

  /** A number with its noun, in the plural where it must be. */
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The first few of them, with how many more there are. */
  static String list(List<String> items) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(items.size(), MOST_LISTED); i++) {
      if (i > 0) {
        text.append(", ");
      }
      text.append(shortened(items.get(i)));
    }
    if (items.size() > MOST_LISTED) {
      text.append(" and ").append(items.size() - MOST_LISTED).append(" more");
    }
    return text.toString();
  }
}
