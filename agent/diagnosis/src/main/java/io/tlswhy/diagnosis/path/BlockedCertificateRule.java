package io.tlswhy.diagnosis.path;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** No certificate may be on the JDK's own list of blocked certificates. */
final class BlockedCertificateRule implements Rule {
  private final Set<String> blocked = new HashSet<>();

  BlockedCertificateRule() {
    for (String[] record : DataFile.records("blocked-certificates.tsv")) {
      blocked.add(record[0]);
    }
  }

  @Override
  public void check(Examination examination, List<Fault> faults) {
    for (int i = examination.certificates().size() - 1; i >= 0; i--) {
      X509Certificate certificate = examination.certificate(i);
      if (blocked.contains(Words.fingerprintHex(certificate))) {
        faults.add(ChainSentences.blocked(examination, i));
      }
    }
  }
}
