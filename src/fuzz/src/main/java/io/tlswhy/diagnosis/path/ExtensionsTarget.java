package io.tlswhy.diagnosis.path;

import io.tlswhy.fuzz.Octets;
import io.tlswhy.fuzz.OneExtension;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Each reader of an extension, a name or a staple, on its own. The first octet chooses it. */
public final class ExtensionsTarget {
  private static final X500Principal ISSUER = new X500Principal("CN=CA,O=Example");

  private ExtensionsTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    int reader = octets.next() % 10;
    byte[] value = octets.rest();
    switch (reader) {
      case 0:
        X509Certificate pointing = certificate(Extensions.CRL_DISTRIBUTION_POINTS, value);
        Pointers.crl(pointing);
        for (DistributionPoint point : DistributionPoint.of(pointing)) {
          point.sharesNameWith(point.fullNames());
          point.crlIssuer();
        }
        break;
      case 1:
        X509Certificate access = certificate(Extensions.AUTHORITY_INFORMATION_ACCESS, value);
        Pointers.ocsp(access);
        Pointers.caIssuers(access);
        break;
      case 2:
        Extensions.authorityKey(certificate(Extensions.AUTHORITY_KEY_IDENTIFIER, value));
        break;
      case 3:
        Extensions.subjectKey(certificate(Extensions.SUBJECT_KEY_IDENTIFIER, value));
        break;
      case 4:
        names(CertificateNames.of(certificate(Extensions.SUBJECT_ALTERNATIVE_NAME, value)).all());
        break;
      case 5:
        NameConstraintsText.of(value);
        break;
      case 6:
        Staple.of(value, BigInteger.ONE);
        break;
      case 7:
        RelativeName.full(value, ISSUER);
        break;
      case 8:
        attributes(value);
        break;
      default:
        Extensions.value(OneExtension.raw("1.2.3", value), "1.2.3");
    }
  }

  private static X509Certificate certificate(String oid, byte[] value) {
    return OneExtension.wrapping(oid, value);
  }

  private static void names(List<String> names) {
    for (String name : names) {
      HostNames.covers(name, "partner.test");
      HostNames.sameAddress(name, "2001:db8::1");
      Words.shortened(name);
    }
  }

  private static void attributes(byte[] encoded) {
    try {
      X500Principal name = new X500Principal(encoded);
      NameAttributes.of(name, NameAttributes.COMMON_NAME);
      Words.name(name);
    } catch (IllegalArgumentException refusedByTheJdk) {
      // No name ever is made of such octets.
      return;
    }
  }
}
