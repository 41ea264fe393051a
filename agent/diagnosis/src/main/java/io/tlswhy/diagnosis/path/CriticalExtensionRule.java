package io.tlswhy.diagnosis.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A critical extension that the JDK does not know makes a certificate unacceptable. */
final class CriticalExtensionRule implements Rule {
  private static final Set<String> KNOWN =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  Extensions.BASIC_CONSTRAINTS,
                  Extensions.NAME_CONSTRAINTS,
                  Extensions.CERTIFICATE_POLICIES,
                  Extensions.POLICY_MAPPINGS,
                  Extensions.POLICY_CONSTRAINTS,
                  Extensions.INHIBIT_ANY_POLICY,
                  Extensions.KEY_USAGE,
                  Extensions.EXTENDED_KEY_USAGE,
                  Extensions.SUBJECT_ALTERNATIVE_NAME)));

  @Override
  public void check(Examination examination, List<Fault> faults) {
    for (int i = examination.certificates().size() - 1; i >= 0; i--) {
      Set<String> critical = examination.certificate(i).getCriticalExtensionOIDs();
      if (critical == null) {
        continue;
      }
      List<String> unknown = new ArrayList<>(critical);
      unknown.removeAll(KNOWN);
      if (!unknown.isEmpty()) {
        Collections.sort(unknown);
        faults.add(RuleSentences.unknownCriticalExtension(examination, i, unknown));
      }
    }
  }
}
