package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import java.util.concurrent.CompletableFuture;

/** Tries an endpoint stage by stage, on the agent's own threads. */
public interface EndpointProber {
  /**
   * Tries the endpoint as this JVM does it and in each other way that could work.
   *
   * @return completes within the time-out of one endpoint and a tenth, never exceptionally; ways
   *     that the rules forbid or the budget did not reach are stages of their own
   */
  CompletableFuture<EndpointTrial> probe(EndpointQuestion question);
}
