package io.tlswhy.diagnosis.path;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The certificate must be for the name that was asked for, as the JDK compares them: by
 * subjectAltName, by the common name only where there is no DNS name, an address by address only.
 */
final class NameRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    String wanted = examination.validation().expectedName();
    if (wanted.isEmpty() || examination.validation().identificationAlgorithm().isEmpty()) {
      return;
    }
    CertificateNames names = CertificateNames.of(examination.path().leaf());
    if (!covered(names, wanted)) {
      faults.add(fault(examination, names, wanted));
    }
  }

  /** The fault of a certificate that is not for that name. */
  static Fault fault(Examination examination, CertificateNames names, String wanted) {
    return names.hasAlternativeNames()
        ? NameSentences.nameMismatch(examination, names, wanted, nearMiss(names, wanted))
        : NameSentences.noAlternativeNames(examination, names, wanted);
  }

  static boolean covered(CertificateNames names, String wanted) {
    if (HostNames.isAddress(wanted)) {
      for (String address : names.addresses()) {
        if (HostNames.sameAddress(address, wanted)) {
          return true;
        }
      }
      return false;
    }
    for (String name : names.dns()) {
      if (HostNames.covers(name, wanted)) {
        return true;
      }
    }
    return names.dns().isEmpty()
        && names.commonName().isPresent()
        && HostNames.covers(names.commonName().get(), wanted);
  }

  private static Optional<String> nearMiss(CertificateNames names, String wanted) {
    if (HostNames.isAddress(wanted)) {
      return names.dns().isEmpty() ? Optional.empty() : Optional.of(NameSentences.NEAR_ADDRESS);
    }
    if (wanted.endsWith(".") && covered(names, wanted.substring(0, wanted.length() - 1))) {
      return Optional.of(NameSentences.NEAR_TRAILING_DOT);
    }
    if (wanted.startsWith("www.") && covered(names, wanted.substring(4))) {
      return Optional.of(NameSentences.NEAR_WITHOUT_WWW);
    }
    for (String name : names.dns()) {
      if (name.startsWith("*.")) {
        String domain = name.substring(1).toLowerCase(Locale.ROOT);
        if (("." + wanted.toLowerCase(Locale.ROOT)).equals(domain)) {
          return Optional.of(NameSentences.nearBareDomain(name));
        }
        if (wanted.toLowerCase(Locale.ROOT).endsWith(domain)) {
          return Optional.of(NameSentences.nearDepth(name));
        }
      } else if (wanted.indexOf('.') < 0
          && name.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT) + ".")) {
        return Optional.of(NameSentences.nearShortName(name));
      }
    }
    return covered(names, "www." + wanted)
        ? Optional.of(NameSentences.NEAR_WITH_WWW)
        : Optional.empty();
  }
}
