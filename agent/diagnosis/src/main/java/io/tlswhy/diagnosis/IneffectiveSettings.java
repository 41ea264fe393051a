package io.tlswhy.diagnosis;

import io.tlswhy.evidence.JvmFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of this JVM that were meant to avoid just what happened, and have no effect as they are:
 * said behind the fix, since somebody believes that they work.
 */
final class IneffectiveSettings {
  private static final String FETCH_ISSUERS = "com.sun.security.enableAIAcaIssuers";
  private static final String ISSUER_LOCATIONS = "com.sun.security.allowedAIALocations";
  private static final String OCSP = "ocsp.enable";
  private static final String[] VERSIONS = {"https.protocols", "jdk.tls.client.protocols"};

  private final JvmFacts jvm;

  IneffectiveSettings(JvmFacts jvm) {
    this.jvm = jvm;
  }

  /** The diagnosis, with what does not work as somebody meant it to. */
  Diagnosis beside(Diagnosis diagnosis) {
    return sentence(diagnosis.cause())
        .map(
            sentence ->
                diagnosis.toBuilder()
                    .fix(diagnosis.fix().isEmpty() ? sentence : diagnosis.fix() + " " + sentence)
                    .contributing(with(diagnosis.contributing(), Cause.JVM_CONFIG))
                    .build())
        .orElse(diagnosis);
  }

  private Optional<String> sentence(Cause cause) {
    switch (cause) {
      case CHAIN_INCOMPLETE:
        return issuersNotFetched();
      case REVOCATION_NO_POINTER:
      case REVOCATION_MISSING:
        return ocspOfNoKind();
      case PROTOCOL_VERSION:
        return onlyDisabledVersions();
      default:
        return Optional.empty();
    }
  }

  /**
   * Newer updates fetch issuers only from locations that a property names, and ship it empty: seen
   * on 8u504, 21.0.12 and 25.0.3; 11.0.24 and 17.0.15 do not have the property yet and fetch all.
   */
  private Optional<String> issuersNotFetched() {
    String locations =
        jvm.systemProperties()
            .getOrDefault(
                ISSUER_LOCATIONS, jvm.securityProperties().getOrDefault(ISSUER_LOCATIONS, "any"));
    return isTrue(jvm.systemProperties(), FETCH_ISSUERS) && locations.trim().isEmpty()
        ? Optional.of(
            "This JVM was told to fetch such certificates itself (-D"
                + FETCH_ISSUERS
                + "=true), but "
                + ISSUER_LOCATIONS
                + " is empty, and so allows no address; name the certification authority's there to"
                + " have them fetched (restart needed).")
        : Optional.empty();
  }

  /** The property is read among the security properties only, on every release. */
  private Optional<String> ocspOfNoKind() {
    return isTrue(jvm.systemProperties(), OCSP) && !isTrue(jvm.securityProperties(), OCSP)
        ? Optional.of(
            "-D"
                + OCSP
                + "=true has no effect, since it is a security property: put "
                + OCSP
                + "=true into java.security or into the file that -Djava.security.properties names"
                + " (restart needed).")
        : Optional.empty();
  }

  private Optional<String> onlyDisabledVersions() {
    List<String> disabled =
        list(jvm.securityProperties().getOrDefault("jdk.tls.disabledAlgorithms", ""));
    for (String property : VERSIONS) {
      String value = jvm.systemProperties().getOrDefault(property, "");
      if (!value.isEmpty() && disabled.containsAll(list(value))) {
        return Optional.of(
            "-D"
                + property
                + "="
                + value
                + " leaves this JVM only versions that jdk.tls.disabledAlgorithms disables: take it"
                + " out, or name TLSv1.2 or TLSv1.3 there (restart needed).");
      }
    }
    return Optional.empty();
  }

  private static List<String> list(String value) {
    return Arrays.asList(value.trim().split("\\s*,\\s*"));
  }

  private static boolean isTrue(Map<String, String> properties, String name) {
    return "true".equalsIgnoreCase(properties.getOrDefault(name, ""));
  }

  private static List<Cause> with(List<Cause> causes, Cause one) {
    List<Cause> all = new ArrayList<>(causes);
    all.add(one);
    return all;
  }
}
