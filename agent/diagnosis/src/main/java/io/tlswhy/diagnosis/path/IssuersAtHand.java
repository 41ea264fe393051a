package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.Validation;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issuers' certificates that are at hand: sent by the peer in its last good handshake, in a
 * store of this machine, or fetched from where the peer's certificates say they are. If the chain
 * closes with one of them, that is what the peer left out.
 *
 * <p>Such a certificate is never trusted itself: it counts only where its own signature leads to a
 * trust anchor in force.
 */
final class IssuersAtHand {
  private static final int LARGEST = 64 * 1024;
  private static final int MOST = 16;

  private final HandshakeFailure failure;
  private final List<EndpointTrial> trials;
  private final Map<X509Certificate, String> certificates = new LinkedHashMap<>();

  IssuersAtHand(HandshakeFailure failure, List<EndpointTrial> trials) {
    this.failure = failure;
    this.trials = trials;
    failure
        .lastGood()
        .ifPresent(
            before ->
                before
                    .others()
                    .forEach(
                        other ->
                            offer(
                                other,
                                "the last good handshake with it, " + Words.time(before.when()))));
    for (StoreFile store : failure.surroundings().stores()) {
      for (X509Certificate certificate : store.certificates()) {
        if (!Examination.selfIssued(certificate)) {
          offer(certificate, store.path());
        }
      }
    }
    for (EndpointTrial trial : trials) {
      if (trial.kind() == LookupKind.CA_ISSUERS && trial.answer().isPresent()) {
        read(trial.answer().get().toByteArray(), trial.url().toString());
      }
    }
  }

  private void offer(X509Certificate certificate, String place) {
    if (certificates.size() < MOST) {
      certificates.putIfAbsent(certificate, place);
    }
  }

  private void read(byte[] answer, String url) {
    if (answer.length > LARGEST) {
      return;
    }
    try {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(answer))) {
        if (certificate instanceof X509Certificate) {
          offer((X509Certificate) certificate, url);
        }
      }
    } catch (GeneralSecurityException | RuntimeException noCertificate) {
      // An answer that is no certificate closes no chain.
      return;
    }
  }

  /** The diagnosis, if the chain closes with what was found. */
  Optional<Diagnosis> diagnose(Validation validation, Instant at, String peer) {
    if (certificates.isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> completed = new ArrayList<>(validation.chain());
    completed.addAll(certificates.keySet());
    Validation withThem = validation.toBuilder().chain(completed).build();
    for (CertificationPath path : new PathFinder(withThem, new Signatures(), () -> true).paths()) {
      List<X509Certificate> missing = new ArrayList<>(path.certificates());
      missing.removeAll(validation.chain());
      if (path.anchored() && !missing.isEmpty()) {
        return Optional.of(told(validation, path, missing, at, peer));
      }
    }
    return Optional.empty();
  }

  private Diagnosis told(
      Validation validation,
      CertificationPath path,
      List<X509Certificate> missing,
      Instant at,
      String peer) {
    X509Certificate first = missing.get(0);
    String place = certificates.getOrDefault(first, "");
    boolean passes = PathRun.over(path, validation.trust(), at).run().passes();
    return TrustSentences.incompleteButAt(
            peer, path.certificates().get(path.certificates().indexOf(first) - 1), first, place)
        .confidence(passes ? Confidence.PROVED : Confidence.LIKELY)
        .counterfactuals(
            Collections.singletonList(
                Counterfactual.of(
                    Words.name(first.getSubjectX500Principal()) + " as it is at " + place, passes)))
        .evidence(evidence(validation, missing))
        .endpoints(trials)
        .subject(Words.subject(path.leaf()))
        .build();
  }

  private List<String> evidence(Validation validation, List<X509Certificate> missing) {
    List<String> lines = new ArrayList<>(LastGoodComparison.lines(failure, validation));
    lines.add(
        missing.size() == 1
            ? "The certificate that is missing, as PEM:"
            : "The certificates that are missing, as PEM, in this order:");
    for (X509Certificate certificate : missing) {
      lines.addAll(pem(certificate));
    }
    return lines;
  }

  private static List<String> pem(X509Certificate certificate) {
    List<String> lines = new ArrayList<>();
    try {
      String encoded =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      lines.add("-----BEGIN CERTIFICATE-----");
      lines.addAll(Arrays.asList(encoded.split("\n", -1)));
      lines.add("-----END CERTIFICATE-----");
    } catch (GeneralSecurityException unencodable) {
      return lines;
    }
    return lines;
  }
}
