package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.EndpointTrial;
import java.time.Instant;

/** Verifies what an endpoint answered; may use what must not run on an application's thread. */
@FunctionalInterface
public interface AnswerCheck {
  /** Whether the answer verifies in full for its certificate on that path, at that time. */
  boolean holds(EndpointTrial trial, CertificationPath path, Instant time);
}
