package io.tlswhy.diagnosis;

import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.Pointers;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which endpoints to ask what time it is, where dates made a chain fail: a host of the chain's own
 * authorities each, what is small first, and a CRL only for want of anything else.
 */
final class ClockQuestions {
  private static final Set<Cause> DATES =
      EnumSet.of(
          Cause.CHAIN_EXPIRED, Cause.CHAIN_EXPIRED_CA, Cause.CHAIN_NOT_YET_VALID, Cause.CLOCK_SKEW);
  private static final int MOST = 4;
  private static final int ENOUGH = 2;

  private final HandshakeFailure failure;
  private final CertificationPath path;
  private final List<EndpointQuestion> questions = new ArrayList<>();
  private final Set<String> hosts = new HashSet<>();

  private ClockQuestions(HandshakeFailure failure, CertificationPath path) {
    this.failure = failure;
    this.path = path;
  }

  /** The questions; none where no date is at fault, or the application set the time itself. */
  static List<EndpointQuestion> of(
      Diagnosis diagnosis, CertificationPath path, HandshakeFailure failure) {
    ClockQuestions asked = new ClockQuestions(failure, path);
    boolean localClock =
        failure
            .validation()
            .filter(validation -> !validation.trust().date().isPresent())
            .isPresent();
    if (DATES.contains(diagnosis.cause()) && localClock) {
      asked.ask(LookupKind.CA_ISSUERS, MOST);
      asked.ask(LookupKind.OCSP, MOST);
      asked.ask(LookupKind.CRL, ENOUGH);
    }
    return asked.questions;
  }

  private void ask(LookupKind kind, int most) {
    for (int i = 0; i < path.certificates().size(); i++) {
      for (URI url : Pointers.of(kind, path.certificates().get(i))) {
        boolean another = questions.size() < most && hosts.add(String.valueOf(url.getHost()));
        if (another) {
          questions.add(
              EndpointQuestion.of(
                  kind, url, path.certificates().get(i), path.issuerOf(i), true, failure.role()));
        }
      }
    }
  }
}
