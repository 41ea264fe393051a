package io.tlswhy.diagnosis.path;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Reads the extensions for which the JDK has no public accessor. What cannot be read counts as not
 * there: whether an encoding is right is {@code MalformedRule}'s question.
 */
final class Extensions {
  static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
  static final String KEY_USAGE = "2.5.29.15";
  static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String REASON_CODE = "2.5.29.21";
  static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
  static final String CERTIFICATE_ISSUER = "2.5.29.29";
  static final String NAME_CONSTRAINTS = "2.5.29.30";
  static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
  static final String CERTIFICATE_POLICIES = "2.5.29.32";
  static final String POLICY_MAPPINGS = "2.5.29.33";
  static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
  static final String POLICY_CONSTRAINTS = "2.5.29.36";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String INHIBIT_ANY_POLICY = "2.5.29.54";
  static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
  static final String NETSCAPE_CERTIFICATE_TYPE = "2.16.840.1.113730.1.1";

  private static final String OCSP = "1.3.6.1.5.5.7.48.1";
  private static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";
  private static final int DIRECTORY_NAME = 4;
  private static final int URI = 6;
  private static final int MOST = 32;

  private Extensions() {}

  /** A reader of an extension's value, empty if the extension is not there or is not DER. */
  static Optional<DerReader> value(X509Extension holder, String oid) {
    byte[] octets = holder.getExtensionValue(oid);
    if (octets == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(DerReader.of(octets).enter(DerReader.OCTET_STRING));
    } catch (DerException malformed) {
      return Optional.empty();
    }
  }

  /** The subject key identifier. */
  static Optional<ByteBuffer> subjectKey(X509Certificate certificate) {
    Optional<DerReader> value = value(certificate, SUBJECT_KEY_IDENTIFIER);
    if (!value.isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ByteBuffer.wrap(value.get().enter(DerReader.OCTET_STRING).rest()));
    } catch (DerException malformed) {
      return Optional.empty();
    }
  }

  /** What a certificate or a CRL says of the key that signed it. */
  static AuthorityKey authorityKey(X509Extension holder) {
    Optional<ByteBuffer> key = Optional.empty();
    Optional<X500Principal> issuer = Optional.empty();
    Optional<DerReader> value = value(holder, AUTHORITY_KEY_IDENTIFIER);
    if (value.isPresent()) {
      try {
        DerReader fields = value.get().enter(DerReader.SEQUENCE);
        while (fields.hasMore()) {
          int tag = fields.peek();
          DerReader field = fields.enter();
          if (tag == DerReader.primitive(0)) {
            key = Optional.of(ByteBuffer.wrap(field.rest()));
          } else if (tag == DerReader.constructed(1)) {
            issuer = directoryName(field);
          }
        }
      } catch (DerException malformed) {
        // What was read before the fault still holds.
      }
    }
    return AuthorityKey.of(key, issuer);
  }

  /**
   * Whether the key that a certificate names as its issuer's can be the issuer's; yes where one of
   * them names none.
   */
  static boolean keyIdentifiersAgree(X509Certificate certificate, X509Certificate issuer) {
    Optional<ByteBuffer> wanted = authorityKey(certificate).keyIdentifier();
    Optional<ByteBuffer> offered = subjectKey(issuer);
    return !wanted.isPresent() || !offered.isPresent() || wanted.equals(offered);
  }

  /** The URLs at which a certificate says that its issuer's certificate can be had. */
  static List<String> issuerUrls(X509Certificate certificate) {
    return accessLocations(certificate, CA_ISSUERS);
  }

  /** The URLs of the OCSP responders that a certificate names. */
  static List<String> ocspUrls(X509Certificate certificate) {
    return accessLocations(certificate, OCSP);
  }

  private static List<String> accessLocations(X509Certificate certificate, String method) {
    Optional<DerReader> value = value(certificate, AUTHORITY_INFORMATION_ACCESS);
    if (!value.isPresent()) {
      return Collections.emptyList();
    }
    List<String> urls = new ArrayList<>();
    try {
      DerReader descriptions = value.get().enter(DerReader.SEQUENCE);
      while (descriptions.hasMore() && urls.size() < MOST) {
        DerReader description = descriptions.enter(DerReader.SEQUENCE);
        String oid = description.enter(DerReader.OBJECT_IDENTIFIER).objectIdentifier();
        if (method.equals(oid) && description.at(DerReader.primitive(URI))) {
          urls.add(description.enter().text());
        }
      }
    } catch (DerException malformed) {
      // What was read before the fault still holds.
    }
    return urls;
  }

  /** The URLs of the CRLs that a certificate names. */
  static List<String> crlUrls(X509Certificate certificate) {
    List<String> urls = new ArrayList<>();
    for (DistributionPoint point : DistributionPoint.of(certificate)) {
      for (byte[] name : point.fullNames()) {
        if (urls.size() < MOST && (name[0] & 0xFF) == DerReader.primitive(URI)) {
          urls.add(uri(name));
        }
      }
    }
    return urls;
  }

  private static String uri(byte[] generalName) {
    try {
      return DerReader.of(generalName).enter().text();
    } catch (DerException impossible) {
      return "";
    }
  }

  /** The first directory name among GeneralNames. */
  static Optional<X500Principal> directoryName(DerReader generalNames) throws DerException {
    while (generalNames.hasMore()) {
      int tag = generalNames.peek();
      DerReader name = generalNames.enter();
      if (tag == DerReader.constructed(DIRECTORY_NAME)) {
        try {
          return Optional.of(new X500Principal(name.rest()));
        } catch (IllegalArgumentException malformed) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
