package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Role;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A server's certificate must not be anchored by an authority that the JDK distrusts since a date
 * ({@code jdk.security.caDistrustPolicies}); the data file names roots, dates and exempt CAs.
 */
final class DistrustRule implements Rule {
  private static final String PROPERTY = "jdk.security.caDistrustPolicies";

  private final List<String[]> records = DataFile.records("distrusted-roots.tsv");

  @Override
  public void check(Examination examination, List<Fault> faults) {
    Optional<X509Certificate> anchor = examination.anchorCertificate();
    if (!anchor.isPresent() || examination.role() != Role.CLIENT) {
      return;
    }
    String policies = examination.jvm().securityProperties().get(PROPERTY);
    String fingerprint = Words.fingerprintHex(anchor.get());
    for (String[] record : records) {
      String policy = record[0];
      boolean inForce = policies == null || policies.contains(policy);
      if (inForce && record[1].equals(fingerprint)) {
        Instant lastDay = Instant.parse(exemptUntil(examination, policy).orElse(record[2]));
        if (!examination.path().leaf().getNotBefore().toInstant().isBefore(lastDay)) {
          faults.add(ChainSentences.distrusted(examination, policy, record[3], lastDay));
        }
        return;
      }
    }
  }

  private Optional<String> exemptUntil(Examination examination, String policy) {
    if (examination.certificates().size() < 2) {
      return Optional.empty();
    }
    String issuer = Words.fingerprintHex(examination.path().last());
    for (String[] record : records) {
      if (record[0].equals(policy + "_EXEMPT") && record[1].equals(issuer)) {
        return Optional.of(record[2]);
      }
    }
    return Optional.empty();
  }
}
