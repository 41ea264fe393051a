package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Role;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The peer's own certificate must be meant for its side of TLS (RFC 5280 section 4.2.1.12; the old
 * Netscape certificate type likewise). The JDK does not ask it of CA certificates.
 */
final class ExtendedKeyUsageRule implements Rule {
  private static final String ANY = "2.5.29.37.0";
  private static final Set<String> SERVER =
      setOf("1.3.6.1.5.5.7.3.1", ANY, "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1");
  private static final Set<String> CLIENT = setOf("1.3.6.1.5.5.7.3.2", ANY);
  private static final int BIT_STRING = 0x03;
  private static final int NETSCAPE_CLIENT = 0x80;
  private static final int NETSCAPE_SERVER = 0x40;

  @Override
  public void check(Examination examination, List<Fault> faults) {
    X509Certificate certificate = examination.path().leaf();
    boolean server = examination.role() == Role.CLIENT;
    List<String> usages;
    try {
      usages = certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException malformed) {
      return;
    }
    boolean forbidden = usages != null && Collections.disjoint(usages, server ? SERVER : CLIENT);
    if (forbidden || netscapeForbids(certificate, server ? NETSCAPE_SERVER : NETSCAPE_CLIENT)) {
      faults.add(
          RuleSentences.wrongUse(
              examination, usages == null ? Collections.<String>emptyList() : usages));
    }
  }

  private static boolean netscapeForbids(X509Certificate certificate, int bit) {
    Optional<DerReader> value = Extensions.value(certificate, Extensions.NETSCAPE_CERTIFICATE_TYPE);
    if (!value.isPresent()) {
      return false;
    }
    try {
      byte[] bits = value.get().enter(BIT_STRING).rest();
      return bits.length < 2 || (bits[1] & bit) == 0;
    } catch (DerException malformed) {
      return false;
    }
  }

  private static Set<String> setOf(String... oids) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(oids)));
  }
}
