package io.tlswhy.weave.read;

import io.tlswhy.evidence.RevocationSettings;
import java.net.URI;
import java.security.Security;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.util.Optional;
import java.util.Set;

/** Reads how a trust manager checks revocation: by a checker of its own, or by the properties. */
public final class RevocationReader {
  private static final String CHECKER = "sun.security.provider.certpath.RevocationChecker";

  private RevocationReader() {}

  /** The settings of a trust manager that was given nothing but trust anchors. */
  public static RevocationSettings ofProperties() {
    RevocationSettings.Builder settings = RevocationLimits.read();
    return Boolean.getBoolean("com.sun.net.ssl.checkRevocation")
        ? byProperties(settings.enabled(true)).build()
        : settings.build();
  }

  /** The settings of that platform trust manager in a validation with or without staples. */
  static RevocationSettings read(Mirror manager, boolean clientChecked, boolean stapled) {
    Mirror validator = manager.field(clientChecked ? "clientValidator" : "serverValidator");
    Mirror parameters = validator.field("parameterTemplate");
    RevocationSettings.Builder settings = RevocationLimits.read();
    for (Object element : parameters.field("certPathCheckers").elements()) {
      if (element instanceof PKIXRevocationChecker) {
        return byChecker(settings.enabled(true).legacy(false), (PKIXRevocationChecker) element)
            .build();
      }
    }
    if (!parameters.field("revocationEnabled").isTrue()) {
      return settings.build();
    }
    settings.enabled(true);
    if (!stapled) {
      return byProperties(settings).build();
    }
    // With a staple the JDK makes a checker that heeds no property but the responder's.
    responderByProperty().ifPresent(settings::responderOverride);
    return settings.legacy(false).ocsp(true).crlDistributionPoints(true).build();
  }

  private static RevocationSettings.Builder byChecker(
      RevocationSettings.Builder settings, PKIXRevocationChecker checker) {
    settings.ocsp(true).crlDistributionPoints(true);
    // An application's own checker is not asked.
    if (checker.getClass().getName().equals(CHECKER)) {
      Set<Option> options = checker.getOptions();
      settings
          .preferCrls(options.contains(Option.PREFER_CRLS))
          .noFallback(options.contains(Option.NO_FALLBACK))
          .onlyEndEntity(options.contains(Option.ONLY_END_ENTITY))
          .softFail(options.contains(Option.SOFT_FAIL));
      Optional<URI> responder = Optional.ofNullable(checker.getOcspResponder());
      (responder.isPresent() ? responder : responderByProperty())
          .ifPresent(settings::responderOverride);
    }
    return settings;
  }

  private static RevocationSettings.Builder byProperties(RevocationSettings.Builder settings) {
    boolean ocsp = isOn("ocsp.enable");
    settings
        .legacy(true)
        .ocsp(ocsp)
        .preferCrls(!ocsp)
        .crlDistributionPoints(Boolean.getBoolean("com.sun.security.enableCRLDP"))
        .onlyEndEntity(isOn("com.sun.security.onlyCheckRevocationOfEECert"));
    responderByProperty().ifPresent(settings::responderOverride);
    return settings;
  }

  /** Every RevocationChecker without a responder of its own takes this one. */
  private static Optional<URI> responderByProperty() {
    return uri(Security.getProperty("ocsp.responderURL"));
  }

  private static boolean isOn(String property) {
    return "true".equalsIgnoreCase(Security.getProperty(property));
  }

  private static Optional<URI> uri(String text) {
    try {
      return text == null || text.isEmpty() ? Optional.<URI>empty() : Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
