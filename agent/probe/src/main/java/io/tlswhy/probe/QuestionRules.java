package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import io.tlswhy.probe.net.Urls;
import java.util.Optional;

/**
 * Decides whether a question may be put at all, before any name is resolved.
 *
 * <p>A chain that leads to no anchor is an unknown peer's text: following its pointers would let
 * any peer make this JVM open connections. What remains is what finds a missing intermediate.
 */
final class QuestionRules {
  private QuestionRules() {}

  /** Why it may not be put; empty if it may. */
  static Optional<String> refusal(EndpointQuestion question) {
    if (question.anchored()) {
      return Optional.empty();
    }
    if (question.kind() != LookupKind.CA_ISSUERS) {
      return Optional.of("from a chain that leads to no anchor only caIssuers is followed");
    }
    if (question.role() != Role.CLIENT) {
      return Optional.of("a server follows nothing from a chain that leads to no anchor");
    }
    return Urls.scheme(question.url()).equals("http")
        ? Optional.empty()
        : Optional.of("from a chain that leads to no anchor only http is followed");
  }
}
