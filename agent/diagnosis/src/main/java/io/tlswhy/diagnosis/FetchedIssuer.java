package io.tlswhy.diagnosis;

import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.PathDiagnosis;
import io.tlswhy.diagnosis.path.PathRun;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Validation;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Proves that a peer left out an intermediate: with the certificate that the chain itself points
 * to, the very same validation passes. What was fetched is trusted for nothing but that: it counts
 * only where a trust anchor at hand vouches for it.
 */
final class FetchedIssuer {
  private static final int MOST = 8;

  private final HandshakeFailure failure;
  private final Validation validation;

  FetchedIssuer(HandshakeFailure failure, Validation validation) {
    this.failure = failure;
    this.validation = validation;
  }

  /** The diagnosis, if one of the trials brought the missing certificate. */
  Optional<Diagnosis> diagnosis(List<EndpointTrial> trials) {
    for (EndpointTrial trial : trials) {
      if (trial.kind() == LookupKind.CA_ISSUERS && trial.answer().isPresent()) {
        Optional<Diagnosis> closed = closedBy(certificates(trial.answer().get()), trial.url());
        if (closed.isPresent()) {
          return closed.map(diagnosis -> diagnosis.toBuilder().endpoints(trials).build());
        }
      }
    }
    return Optional.empty();
  }

  private static List<X509Certificate> certificates(Der answer) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(answer.toByteArray()))) {
        if (certificate instanceof X509Certificate && certificates.size() < MOST) {
          certificates.add((X509Certificate) certificate);
        }
      }
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      return Collections.emptyList();
    }
    return certificates;
  }

  private Optional<Diagnosis> closedBy(List<X509Certificate> fetched, URI url) {
    List<X509Certificate> completed = new ArrayList<>(validation.chain());
    completed.addAll(fetched);
    Validation again = validation.toBuilder().chain(completed).build();
    Optional<CertificationPath> path =
        PathDiagnosis.decisivePath(again, failure.at(), () -> true)
            .filter(CertificationPath::anchored);
    if (!path.isPresent()) {
      return Optional.empty();
    }
    List<X509Certificate> missing = new ArrayList<>(path.get().certificates());
    missing.removeAll(validation.chain());
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    boolean passes =
        PathRun.over(path.get(), validation.trust(), validation.trust().date().orElse(failure.at()))
            .run()
            .passes();
    return Optional.of(diagnosis(missing.get(0), url, passes));
  }

  private Diagnosis diagnosis(X509Certificate missing, URI url, boolean passes) {
    String name = missing.getSubjectX500Principal().getName();
    String peer = failure.peer().name().isEmpty() ? "the peer" : failure.peer().name();
    X509Certificate own = validation.chain().get(0);
    return Diagnosis.builder(
            Cause.CHAIN_INCOMPLETE,
            passes ? Confidence.PROVED : Confidence.LIKELY,
            "The chain that "
                + peer
                + " sent lacks the intermediate certificate "
                + name
                + "; with it, as fetched from "
                + url
                + ", it leads to a root that is trusted here.")
        .fix(
            "Have the operator of "
                + peer
                + " send "
                + name
                + " (SHA-256 fingerprint "
                + fingerprint(missing)
                + ") behind its own certificate.")
        .fixes(Collections.singletonList(Fix.of(Fix.Kind.SERVER, "chain", name, false)))
        .counterfactuals(
            Collections.singletonList(
                Counterfactual.of("the certificate " + name + " fetched from " + url, passes)))
        .subject(
            own.getSubjectX500Principal().getName()
                + " serial "
                + own.getSerialNumber().toString(16))
        .build();
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return String.format(Locale.ROOT, "%064x", new BigInteger(1, digest));
    } catch (GeneralSecurityException impossible) {
      return "unknown";
    }
  }
}
