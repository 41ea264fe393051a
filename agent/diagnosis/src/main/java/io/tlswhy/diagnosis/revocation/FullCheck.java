package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.path.AnswerCheck;
import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;

/**
 * Verifies answers with their signatures and signers.
 *
 * <p>Uses Bouncy Castle: never to be called on an application's thread.
 */
public final class FullCheck implements AnswerCheck {
  @Override
  public boolean holds(EndpointTrial trial, CertificationPath path, Instant time) {
    int position = trial.subject().map(path.certificates()::indexOf).orElse(-1);
    return position >= 0
        && ContentCheck.of(
                trial,
                path.certificates().get(position),
                path.issuerOf(position),
                Collections.<X509Certificate>emptyList(),
                time)
            .map(ContentVerdict::result)
            .filter(result -> result == Stage.Result.OK || result == Stage.Result.REVOKED)
            .isPresent();
  }

  @Override
  public boolean refuses(Der response, CertificationPath path, int position, Instant time) {
    return path.issuerOf(position).isPresent()
        && ContentCheck.of(
                    LookupKind.OCSP,
                    response.toByteArray(),
                    path.certificates().get(position),
                    path.issuerOf(position),
                    time)
                .result()
            == Stage.Result.UNTRUSTED;
  }
}
