package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Validation;
import java.io.ByteArrayInputStream;
import java.net.URI;
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
 * The issuers' certificates that were fetched from where the peer's certificates say they are: if
 * the chain closes with one of them, that is what the peer left out.
 *
 * <p>Such a certificate is never trusted itself: it counts only where its own signature leads to a
 * trust anchor.
 */
final class FetchedIssuers {
  private static final int LARGEST = 64 * 1024;
  private static final int MOST = 16;

  private final Map<X509Certificate, URI> certificates = new LinkedHashMap<>();

  FetchedIssuers(List<EndpointTrial> trials) {
    for (EndpointTrial trial : trials) {
      if (trial.kind() == LookupKind.CA_ISSUERS && trial.answer().isPresent()) {
        read(trial.answer().get().toByteArray(), trial.url());
      }
    }
  }

  private void read(byte[] answer, URI url) {
    if (answer.length > LARGEST) {
      return;
    }
    try {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(answer))) {
        if (certificate instanceof X509Certificate && certificates.size() < MOST) {
          certificates.put((X509Certificate) certificate, url);
        }
      }
    } catch (GeneralSecurityException | RuntimeException noCertificate) {
      // An answer that is no certificate closes no chain.
      return;
    }
  }

  /** The diagnosis, if the chain closes with what was fetched. */
  Optional<Diagnosis> diagnose(
      HandshakeFailure failure, Validation validation, Instant at, String peer) {
    for (Map.Entry<X509Certificate, URI> fetched : certificates.entrySet()) {
      List<X509Certificate> completed = new ArrayList<>(validation.chain());
      completed.add(fetched.getKey());
      Validation withIt = validation.toBuilder().chain(completed).build();
      for (CertificationPath path : new PathFinder(withIt, new Signatures(), () -> true).paths()) {
        int position = path.certificates().indexOf(fetched.getKey());
        if (path.anchored() && position > 0) {
          boolean passes = PathRun.over(path, validation.trust(), at).run().passes();
          return Optional.of(
              TrustSentences.incompleteButAt(
                      peer,
                      path.certificates().get(position - 1),
                      fetched.getKey(),
                      fetched.getValue())
                  .confidence(passes ? Confidence.PROVED : Confidence.LIKELY)
                  .counterfactuals(
                      Collections.singletonList(
                          Counterfactual.of(
                              Words.name(fetched.getKey().getSubjectX500Principal())
                                  + " as it is at "
                                  + fetched.getValue(),
                              passes)))
                  .evidence(evidence(failure, validation, fetched.getKey()))
                  .subject(Words.subject(path.leaf()))
                  .build());
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> evidence(
      HandshakeFailure failure, Validation validation, X509Certificate missing) {
    List<String> lines = new ArrayList<>(LastGoodComparison.lines(failure, validation));
    try {
      String encoded =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(missing.getEncoded());
      lines.add("The certificate that is missing, as PEM:");
      lines.add("-----BEGIN CERTIFICATE-----");
      lines.addAll(Arrays.asList(encoded.split("\n", -1)));
      lines.add("-----END CERTIFICATE-----");
    } catch (GeneralSecurityException unencodable) {
      return lines;
    }
    return lines;
  }
}
