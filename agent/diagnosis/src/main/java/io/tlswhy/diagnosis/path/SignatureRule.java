package io.tlswhy.diagnosis.path;

import java.util.List;

/** Every certificate's signature must verify with its issuer's key, if this JVM can do that. */
final class SignatureRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    List<Integer> broken = examination.path().brokenSignatures();
    for (int i = broken.size() - 1; i >= 0; i--) {
      int position = broken.get(i);
      faults.add(
          MissingSignature.at(examination, position)
              ? MissingSignature.fault(examination, position)
              : ChainSentences.badSignature(examination, position));
    }
  }
}
