package io.tlswhy.diagnosis;

import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
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
  private static final String OCSP_BY_GET = "com.sun.security.ocsp.useget";
  private static final String[] VERSIONS = {"https.protocols", "jdk.tls.client.protocols"};

  private final JvmFacts jvm;

  IneffectiveSettings(JvmFacts jvm) {
    this.jvm = jvm;
  }

  /** The diagnosis, with what does not work as somebody meant it to. */
  Diagnosis beside(Diagnosis diagnosis) {
    if (waitsForEver(diagnosis)) {
      return withSentence(diagnosis, getWithoutLimit(), Cause.JVM_BUG);
    }
    return sentence(diagnosis.cause())
        .map(sentence -> withSentence(diagnosis, sentence, Cause.JVM_CONFIG))
        .orElse(diagnosis);
  }

  private static Diagnosis withSentence(Diagnosis diagnosis, String sentence, Cause cause) {
    return diagnosis.toBuilder()
        .fix(diagnosis.fix().isEmpty() ? sentence : diagnosis.fix() + " " + sentence)
        .contributing(with(diagnosis.contributing(), cause))
        .build();
  }

  /**
   * Since 17 OCSP is asked by GET where the request is short (JDK-8179503), and up to 17.0.14 and
   * 20 only POST had time-outs (JDK-8179502). No such release was at hand to see it.
   */
  private boolean waitsForEver(Diagnosis diagnosis) {
    boolean late =
        diagnosis.cause() == Cause.REVOCATION_BLOCKED || diagnosis.cause() == Cause.REVOCATION_SLOW;
    boolean release =
        JdkUpdate.isBefore(jvm, 17, 15) || (jvm.feature() >= 18 && jvm.feature() <= 20);
    boolean byGet =
        !"false".equalsIgnoreCase(jvm.systemProperties().getOrDefault(OCSP_BY_GET, "true"));
    return late
        && release
        && byGet
        && diagnosis.endpoints().stream().anyMatch(trial -> trial.kind() == LookupKind.OCSP);
  }

  private String getWithoutLimit() {
    return "Java "
        + jvm.version()
        + " sets no time-out for what it asks OCSP responders by GET, whatever"
        + " com.sun.security.ocsp.timeout says (JDK-8179502, mended in 17.0.15 and 21): update it, or"
        + " set -D"
        + OCSP_BY_GET
        + "=false to have it ask by POST, which has one (restart needed).";
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
