package io.tlswhy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody believes to be in force, and is not. */
class IneffectiveSettingsTest {
  private static final Map<String, String> FETCHING =
      Map.of("com.sun.security.enableAIAcaIssuers", "true");

  private static Diagnosis of(Cause cause) {
    return Diagnosis.builder(cause, Confidence.LIKELY, "Something.").fix("Do it.").build();
  }

  private static Diagnosis beside(
      Diagnosis diagnosis, Map<String, String> system, Map<String, String> security) {
    return new IneffectiveSettings(
            JvmFacts.of(17, "17.0.15", "Test", "host", 1, system, security, Map.of()))
        .beside(diagnosis);
  }

  @Test
  void issuersThatAreToBeFetchedFromNowhere() {
    Diagnosis diagnosis =
        beside(
            of(Cause.CHAIN_INCOMPLETE),
            FETCHING,
            Map.of("com.sun.security.allowedAIALocations", ""));

    assertThat(diagnosis.fix())
        .isEqualTo(
            "Do it. This JVM was told to fetch such certificates itself"
                + " (-Dcom.sun.security.enableAIAcaIssuers=true), but"
                + " com.sun.security.allowedAIALocations is empty, and so allows no address; name the"
                + " certification authority's there to have them fetched (restart needed).");
    assertThat(diagnosis.contributing()).containsExactly(Cause.JVM_CONFIG);
    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INCOMPLETE);
  }

  @Test
  void issuersThatThisReleaseFetchesOrThatNobodyWanted() {
    Diagnosis incomplete = of(Cause.CHAIN_INCOMPLETE);
    Map<String, String> empty = Map.of("com.sun.security.allowedAIALocations", "");

    assertThat(beside(incomplete, FETCHING, Map.of())).isEqualTo(incomplete);
    assertThat(beside(incomplete, Map.of(), empty)).isEqualTo(incomplete);
    assertThat(
            beside(
                incomplete,
                Map.of(
                    "com.sun.security.enableAIAcaIssuers",
                    "true",
                    "com.sun.security.allowedAIALocations",
                    "any"),
                empty))
        .isEqualTo(incomplete);
  }

  private static Diagnosis ofEndpoint(
      Cause cause, LookupKind kind, int feature, String version, Map<String, String> system) {
    EndpointTrial trial = EndpointTrial.builder(kind, URI.create("http://ocsp.ca.test/")).build();
    return new IneffectiveSettings(
            JvmFacts.of(feature, version, "Test", "host", 1, system, Map.of(), Map.of()))
        .beside(of(cause).toBuilder().endpoints(List.of(trial)).build());
  }

  @ParameterizedTest
  @CsvSource({"17, 17.0.14", "17, 17.0.1", "19, 19.0.2"})
  void ocspByGetThatHasNoTimeOut(int feature, String version) {
    for (Cause cause : List.of(Cause.REVOCATION_BLOCKED, Cause.REVOCATION_SLOW)) {
      Diagnosis diagnosis = ofEndpoint(cause, LookupKind.OCSP, feature, version, Map.of());
      assertThat(diagnosis.fix())
          .isEqualTo(
              "Do it. Java "
                  + version
                  + " sets no time-out for what it asks OCSP responders by GET, whatever"
                  + " com.sun.security.ocsp.timeout says (JDK-8179502, mended in 17.0.15 and 21):"
                  + " update it, or set -Dcom.sun.security.ocsp.useget=false to have it ask by POST,"
                  + " which has one (restart needed).");
      assertThat(diagnosis.contributing()).containsExactly(Cause.JVM_BUG);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 1.8.0_504", "11, 11.0.24", "17, 17.0.15", "21, 21.0.1", "25, 25.0.3"})
  void releasesThatAskByPostOrHaveATimeOut(int feature, String version) {
    assertThat(
            ofEndpoint(Cause.REVOCATION_BLOCKED, LookupKind.OCSP, feature, version, Map.of()).fix())
        .isEqualTo("Do it.");
  }

  @Test
  void ocspByPostAndCrlsHaveATimeOutOnEachRelease() {
    Map<String, String> byPost = Map.of("com.sun.security.ocsp.useget", "false");
    assertThat(ofEndpoint(Cause.REVOCATION_BLOCKED, LookupKind.OCSP, 17, "17.0.14", byPost).fix())
        .isEqualTo("Do it.");
    assertThat(ofEndpoint(Cause.REVOCATION_BLOCKED, LookupKind.CRL, 17, "17.0.14", Map.of()).fix())
        .isEqualTo("Do it.");
  }

  @Test
  void ocspAmongTheSystemProperties() {
    for (Cause cause : List.of(Cause.REVOCATION_NO_POINTER, Cause.REVOCATION_MISSING)) {
      assertThat(beside(of(cause), Map.of("ocsp.enable", "true"), Map.of()).fix())
          .isEqualTo(
              "Do it. -Docsp.enable=true has no effect, since it is a security property: put"
                  + " ocsp.enable=true into java.security or into the file that"
                  + " -Djava.security.properties names (restart needed).");
      assertThat(
              beside(of(cause), Map.of("ocsp.enable", "true"), Map.of("ocsp.enable", "true")).fix())
          .isEqualTo("Do it.");
    }
  }

  @Test
  void versionsOfWhichNoneIsLeft() {
    Map<String, String> disabled =
        Map.of("jdk.tls.disabledAlgorithms", "SSLv3, TLSv1, TLSv1.1, RC4");

    assertThat(
            beside(of(Cause.PROTOCOL_VERSION), Map.of("https.protocols", "TLSv1,TLSv1.1"), disabled)
                .fix())
        .isEqualTo(
            "Do it. -Dhttps.protocols=TLSv1,TLSv1.1 leaves this JVM only versions that"
                + " jdk.tls.disabledAlgorithms disables: take it out, or name TLSv1.2 or TLSv1.3 there"
                + " (restart needed).");
    assertThat(
            beside(
                    of(Cause.PROTOCOL_VERSION),
                    Map.of("jdk.tls.client.protocols", "TLSv1,TLSv1.2"),
                    disabled)
                .fix())
        .isEqualTo("Do it.");
  }

  @Test
  void otherCausesAreLeftAlone() {
    Diagnosis expired = of(Cause.CHAIN_EXPIRED);

    assertThat(beside(expired, FETCHING, Map.of("com.sun.security.allowedAIALocations", "")))
        .isEqualTo(expired);
  }
}
