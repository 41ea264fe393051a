package io.tlswhy.fuzz;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.report.ExceptionText;
import io.tlswhy.report.HtmlPage;
import io.tlswhy.report.IncidentJson;
import io.tlswhy.report.LogText;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A peer's chain, diagnosed and told in every form. Behind two octets of circumstances stand the
 * anchor, the chain, and a stapled OCSP response.
 */
public final class ChainTarget {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final int LONGEST_TEXT = 700;
  private static final JvmFacts JVM =
      JvmFacts.of(17, "17.0.15", "Test", "host", 1, Map.of(), Map.of(), Map.of());

  private static final int SERVER = 1;
  private static final int ANCHOR_IN_CHAIN = 2;
  private static final int REVOCATION = 4;
  private static final int ANCHORS_UNKNOWN = 8;
  private static final int CUSTOM = 16;
  private static final int OTHER_NAME = 32;
  private static final int FETCHED = 64;
  private static final int IN_HTML = 128;

  private ChainTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    int flags = octets.next();
    List<X509Certificate> certificates = octets.certificates(8);
    if (certificates.size() < 2) {
      return;
    }
    X509Certificate anchor = certificates.get(0);
    List<X509Certificate> chain =
        certificates.subList((flags & ANCHOR_IN_CHAIN) == 0 ? 1 : 0, certificates.size());
    byte[] staple = octets.rest();
    HandshakeFailure failure = failure(flags, anchor, chain, staple);
    Diagnostician diagnostician = new Diagnostician(JVM);
    boolean inHtml = (flags & IN_HTML) != 0;
    tell(diagnostician.atOnce(failure, () -> true), failure, inHtml);
    diagnostician.questions(failure);
    if ((flags & FETCHED) != 0) {
      EndpointTrial fetched =
          EndpointTrial.builder(LookupKind.CA_ISSUERS, URI.create("http://ca.test/issuer.cer"))
              .subject(chain.get(0))
              .answer(Der.of(staple))
              .build();
      tell(diagnostician.withTrials(failure, List.of(fetched)), failure, inHtml);
    }
  }

  private static HandshakeFailure failure(
      int flags, X509Certificate anchor, List<X509Certificate> chain, byte[] staple) {
    TrustSettings.Algorithm algorithm =
        (flags & CUSTOM) == 0 ? TrustSettings.Algorithm.PKIX : TrustSettings.Algorithm.CUSTOM;
    TrustSettings trust =
        TrustSettings.builder(algorithm, "TrustManager")
            .anchors(List.of(new TrustAnchor(anchor, null)))
            .anchorsKnown((flags & ANCHORS_UNKNOWN) == 0)
            .build();
    boolean revocation = (flags & REVOCATION) != 0;
    Validation validation =
        Validation.builder(chain, trust)
            .identificationAlgorithm("HTTPS")
            .expectedName((flags & OTHER_NAME) == 0 ? "partner.test" : "192.0.2.1")
            .staples(List.of(Der.of(staple)))
            .revocation(
                RevocationSettings.off().toBuilder()
                    .enabled(revocation)
                    .ocsp(revocation)
                    .crlDistributionPoints(revocation)
                    .build())
            .rejection(rejection(anchor, chain))
            .build();
    return HandshakeFailure.builder(
            HandshakeFailure.Point.LOCAL, (flags & SERVER) == 0 ? Role.CLIENT : Role.SERVER, NOW)
        .peer(Peer.of("partner.test", 443, "192.0.2.1"))
        .validation(validation)
        .exception(new CertificateException("refused"))
        .build();
  }

  /** What the platform's validator says of the chain as it was sent. */
  private static Throwable rejection(X509Certificate anchor, List<X509Certificate> chain) {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(NOW));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
      return new CertificateException("refused");
    } catch (GeneralSecurityException | RuntimeException refused) {
      return new CertificateException(refused);
    }
  }

  private static void tell(Diagnosis diagnosis, HandshakeFailure failure, boolean inHtml) {
    IncidentEvent event =
        IncidentEvent.builder(IncidentEvent.Kind.OPENED, "0123456789", diagnosis, failure, JVM)
            .build();
    check(new ExceptionText(ExceptionText.Detail.ON).apply(event));
    LogText.of(event);
    IncidentJson.line(event);
    if (inHtml) {
      HtmlPage.of(List.of(IncidentJson.of(event)));
    }
  }

  /** One line, bounded, and nothing in it that a terminal would take for a command. */
  private static void check(String line) {
    if (line.length() > LONGEST_TEXT || line.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("not fit for an exception's message: " + line);
    }
  }
}
