package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Role;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * No key and no signature on the path may be of a disabled kind: {@code
 * jdk.certpath.disabledAlgorithms} for all, {@code jdk.tls.disabledAlgorithms} on top in TLS.
 */
final class AlgorithmConstraintsRule implements Rule {
  private final Supplier<PublicRoots> publicRoots;

  AlgorithmConstraintsRule(Supplier<PublicRoots> publicRoots) {
    this.publicRoots = publicRoots;
  }

  @Override
  public void check(Examination examination, List<Fault> faults) {
    DisabledAlgorithm.Circumstances circumstances =
        DisabledAlgorithm.Circumstances.of(
            examination.at(),
            () -> anchoredByPublicRoot(examination),
            examination.role() == Role.CLIENT ? "tlsserver" : "tlsclient");
    check(
        examination,
        "jdk.certpath.disabledAlgorithms",
        Fault.Enforcer.VALIDATOR,
        circumstances,
        faults);
    check(
        examination,
        "jdk.tls.disabledAlgorithms",
        Fault.Enforcer.TRUST_MANAGER,
        circumstances,
        faults);
  }

  private boolean anchoredByPublicRoot(Examination examination) {
    return examination
        .anchorCertificate()
        .map(root -> publicRoots.get().withFingerprint(Words.fingerprintHex(root)).isPresent())
        .orElse(false);
  }

  private static void check(
      Examination examination,
      String property,
      Fault.Enforcer enforcer,
      DisabledAlgorithm.Circumstances circumstances,
      List<Fault> faults) {
    List<DisabledAlgorithm> disabled =
        DisabledAlgorithm.of(examination.jvm().securityProperties(), property);
    if (disabled.isEmpty()) {
      return;
    }
    Optional<PublicKey> anchorKey = examination.path().anchor().map(CertificationPath::keyOf);
    if (anchorKey.isPresent()) {
      checkKey(
          examination,
          examination.certificates().size(),
          anchorKey.get(),
          disabled,
          enforcer,
          circumstances,
          faults);
    }
    for (int i = examination.certificates().size() - 1; i >= 0; i--) {
      X509Certificate certificate = examination.certificate(i);
      checkKey(
          examination, i, certificate.getPublicKey(), disabled, enforcer, circumstances, faults);
      Set<String> names = AlgorithmNames.ofSignature(certificate.getSigAlgName());
      for (DisabledAlgorithm entry : disabled) {
        if (entry.forbidsSignature(names, circumstances)) {
          faults.add(RuleSentences.weakSignature(examination, i, entry, enforcer));
          break;
        }
      }
    }
  }

  private static void checkKey(
      Examination examination,
      int position,
      PublicKey key,
      List<DisabledAlgorithm> disabled,
      Fault.Enforcer enforcer,
      DisabledAlgorithm.Circumstances circumstances,
      List<Fault> faults) {
    Optional<Integer> size = AlgorithmNames.sizeOf(key);
    Set<String> names = AlgorithmNames.ofKey(key);
    for (DisabledAlgorithm entry : disabled) {
      if (size.isPresent() && entry.forbidsKey(names, size.get(), circumstances)) {
        faults.add(
            RuleSentences.weakKey(
                examination, position, key.getAlgorithm(), size.get(), entry, enforcer));
        return;
      }
    }
  }
}
