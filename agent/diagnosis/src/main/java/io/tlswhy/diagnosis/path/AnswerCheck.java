package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import java.time.Instant;

/** Verifies answers in full; may use what must not run on an application's thread. */
public interface AnswerCheck {
  /** Whether a trial's answer verifies for its certificate on that path, at that time. */
  boolean holds(EndpointTrial trial, CertificationPath path, Instant time);

  /** Whether it is certain that no validator trusts that OCSP response for that certificate. */
  boolean refuses(Der response, CertificationPath path, int position, Instant time);

  /** On an application's thread: nothing is verified, and so nothing is certain. */
  static AnswerCheck none() {
    return new AnswerCheck() {
      @Override
      public boolean holds(EndpointTrial trial, CertificationPath path, Instant time) {
        return false;
      }

      @Override
      public boolean refuses(Der response, CertificationPath path, int position, Instant time) {
        return false;
      }
    };
  }
}
