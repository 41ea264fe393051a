package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A handshake whose peer's chain is in order but for revocation, to be told in tests. */
final class Story {
  static final String CRL_URL = "http://crl.example.com/ca.crl";
  static final String OCSP_URL = "http://ocsp.example.com/";
  static final String CA_CRL_URL = "http://crl.root.test/root.crl";

  final Authority root = Authority.root("Root");
  final Authority ca;
  final X509Certificate leaf;
  private final List<Lookup> lookups = new ArrayList<>();
  private final List<Der> staples = new ArrayList<>();
  private RevocationSettings settings =
      RevocationSettings.off().toBuilder()
          .enabled(true)
          .crlDistributionPoints(true)
          .onlyEndEntity(true)
          .crlReadTimeout(Duration.ofSeconds(15))
          .ocspReadTimeout(Duration.ofSeconds(15))
          .build();
  private Throwable rejection = undetermined(0);
  private boolean rejected = true;

  private Story(CertificateSpec caSpec, CertificateSpec leafSpec) {
    ca = root.intermediate(caSpec);
    leaf = ca.issue(leafSpec);
  }

  /** The peer's certificate names one CRL. */
  static Story withCrl() {
    return withCrl(CRL_URL);
  }

  static Story withCrl(String url) {
    return new Story(
        CertificateSpec.authority("Issuing CA"), CertificateSpec.server("partner.test").crl(url));
  }

  /** The peer's certificate names a responder and a CRL, its issuer's a CRL. */
  static Story withEverything() {
    Story story =
        new Story(
            CertificateSpec.authority("Issuing CA").crl(CA_CRL_URL),
            CertificateSpec.server("partner.test").ocsp(OCSP_URL).crl(CRL_URL));
    story.settings = story.settings.toBuilder().ocsp(true).onlyEndEntity(false).build();
    return story;
  }

  static Story of(CertificateSpec leafSpec) {
    return new Story(CertificateSpec.authority("Issuing CA"), leafSpec);
  }

  Story settings(RevocationSettings changed) {
    settings = changed;
    return this;
  }

  RevocationSettings settings() {
    return settings;
  }

  Story rejection(Throwable thrown) {
    rejection = thrown;
    return this;
  }

  Story stapled(byte[] response) {
    staples.add(Der.of(response));
    return this;
  }

  Story accepted() {
    rejected = false;
    return this;
  }

  Story lookup(Lookup lookup) {
    lookups.add(lookup);
    return this;
  }

  /** A look-up of the peer's certificate that failed. */
  Story failed(LookupKind kind, String url, Throwable error, Duration took) {
    return lookup(
        lookupOf(kind, url, leaf)
            .outcome(Lookup.Outcome.FAILED)
            .took(took)
            .error(error)
            .thread("worker-1")
            .build());
  }

  Story answered(LookupKind kind, String url, X509Certificate certificate) {
    return lookup(
        lookupOf(kind, url, certificate)
            .outcome(Lookup.Outcome.ANSWERED)
            .took(Duration.ofMillis(40))
            .build());
  }

  static Lookup.Builder lookupOf(LookupKind kind, String url, X509Certificate certificate) {
    return Lookup.builder(kind, URI.create(url), NOW).certificate(certificate);
  }

  HandshakeFailure failure() {
    return failure(HandshakeFailure.Point.LOCAL).build();
  }

  HandshakeFailure.Builder failure(HandshakeFailure.Point point) {
    Validation.Builder validation =
        Validation.builder(
                List.of(leaf, ca.certificate()),
                TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl")
                    .anchors(List.of(new TrustAnchor(root.certificate(), null)))
                    .anchorsKnown(true)
                    .build())
            .revocation(settings)
            .lookups(lookups)
            .staples(staples);
    if (rejected) {
      validation.rejection(rejection);
    }
    return HandshakeFailure.builder(point, Role.CLIENT, NOW)
        .peer(Peer.of("partner.test", 443, "198.51.100.7"))
        .thread("worker-1")
        .validation(validation.build());
  }

  static Throwable undetermined(int index) {
    return new CertificateException(
        new CertPathValidatorException(
            "no text is read",
            null,
            path(index),
            index,
            BasicReason.UNDETERMINED_REVOCATION_STATUS));
  }

  static java.security.cert.CertPath path(int index) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (int i = 0; i <= index; i++) {
        certificates.add(Authority.root("Filler").certificate());
      }
      return java.security.cert.CertificateFactory.getInstance("X.509")
          .generateCertPath(certificates);
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  static JvmFacts jvm() {
    return jvm(17, Collections.emptyMap());
  }

  static JvmFacts jvm(int feature, Map<String, String> properties) {
    return JvmFacts.of(
        feature, feature + ".0.1", "Test", "host", 1, properties, Map.of(), Map.of());
  }

  EndpointTrial.Builder trial(LookupKind kind, String url, Stage... stages) {
    return EndpointTrial.builder(kind, URI.create(url)).subject(leaf).stages(List.of(stages));
  }

  /** A trial that got that answer on the JVM's own way. */
  EndpointTrial works(LookupKind kind, String url, byte[] answer) {
    return trial(
            kind,
            url,
            jvmStage(Stage.Kind.DNS, "", Stage.Result.OK, 3),
            jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.OK, 10),
            jvmStage(Stage.Kind.HTTP, "203.0.113.7", Stage.Result.OK, 40))
        .answer(Der.of(answer))
        .workingWay("direct")
        .build();
  }

  static Stage jvmStage(Stage.Kind kind, String address, Stage.Result result, long millis) {
    return jvmStage(kind, address, result, millis, "");
  }

  static Stage jvmStage(
      Stage.Kind kind, String address, Stage.Result result, long millis, String detail) {
    return Stage.of(kind, true, "direct", address, result, Duration.ofMillis(millis), detail);
  }

  static Stage otherWay(
      Stage.Kind kind, String via, String address, Stage.Result result, long millis) {
    return Stage.of(kind, false, via, address, result, Duration.ofMillis(millis), "");
  }
}
