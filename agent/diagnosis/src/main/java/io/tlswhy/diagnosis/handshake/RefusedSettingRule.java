package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A system property names what this release does not know, so that no TLS connection can even
 * begin. The class that reads the property threw, which leaves no doubt. Seen on 8, 11, 17, 21 and
 * 25.
 */
final class RefusedSettingRule implements Rule {
  private static final String SSL = "sun.security.ssl.";
  private static final String INITIALISER = "<clinit>";
  private static final Set<String> VERSIONS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")));

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    boolean refused =
        scene.failure().point() == HandshakeFailure.Point.DEFAULT_CONTEXT
            && scene
                .origin()
                .innermost()
                .filter(IllegalArgumentException.class::isInstance)
                .isPresent();
    if (!refused) {
      return Optional.empty();
    }
    Origin origin = scene.origin();
    if (origin.passedThrough(SSL + "SSLContextImpl$CustomizedSSLProtocols", "populate")) {
      return versions(scene, "jdk.tls.client.protocols", "jdk.tls.server.protocols");
    }
    if (origin.passedThrough(SSL + "SSLSocketImpl", "setEnabledProtocols")) {
      return versions(scene, "https.protocols");
    }
    if (origin.passedThrough(SSL + "SSLSocketImpl", "setEnabledCipherSuites")) {
      return found(scene, "https.cipherSuites", JvmSentences.unknownSuite());
    }
    if (origin.passedThrough(SSL + "SupportedGroupsExtension$SupportedGroups", INITIALISER)
        || origin.passedThrough(SSL + "NamedGroup$SupportedGroups", INITIALISER)) {
      return found(scene, "jdk.tls.namedGroups", JvmSentences.noGroup());
    }
    if (origin.passedThrough(SSL + "DHKeyExchange$DHEPossessionGenerator", INITIALISER)) {
      return found(scene, "jdk.tls.ephemeralDHKeySize", JvmSentences.noKeySize());
    }
    return Optional.empty();
  }

  /** Of several properties that the same class reads, the one with a name that no version has. */
  private static Optional<Diagnosis> versions(Scene scene, String... properties) {
    for (String property : properties) {
      List<String> unknown = new ArrayList<>();
      String value = scene.jvm().systemProperties().getOrDefault(property, "");
      for (String name : value.replace("\"", "").trim().split("\\s*,\\s*")) {
        if (!VERSIONS.contains(name)) {
          unknown.add(name);
        }
      }
      if (!value.isEmpty() && !unknown.isEmpty()) {
        return found(scene, property, JvmSentences.unknownVersions(unknown));
      }
    }
    return Optional.empty();
  }

  private static Optional<Diagnosis> found(Scene scene, String property, String[] words) {
    String value = scene.jvm().systemProperties().get(property);
    if (value == null) {
      return Optional.empty();
    }
    return Verdict.proved(
            scene.failure(),
            Cause.JVM_CONFIG,
            JvmSentences.settingRefused(scene.jvm(), property, value, words[0]))
        .fix(JvmSentences.settingRefusedFix(property, words[1]))
        .fix(Fix.of(Fix.Kind.PROPERTY, property, "", true))
        .found();
  }
}
