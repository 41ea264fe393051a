package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.IssuerChange;
import io.tlswhy.evidence.LastGoodChain;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells by several peers that came to show the same new issuer, which nothing here trusts, that
 * something on the way makes their certificates.
 *
 * <p>One operator may move its servers to another authority of its own; it does so within its
 * domain, and from one authority. So peers of three domains are enough, or of two that had
 * different issuers before: unrelated operators do not turn to the same unknown authority within a
 * day.
 */
final class SharedIssuer {
  private static final Duration AT_ONCE = Duration.ofDays(1);
  private static final int ENOUGH_DOMAINS = 3;
  private static final int ENOUGH_ISSUERS = 2;

  /** As in co.uk: the label before a country's may be a registry's own. */
  private static final int LONGEST_REGISTRY_LABEL = 3;

  private SharedIssuer() {}

  /** The other peers, one of each other domain, if they tell; empty if they do not. */
  static List<IssuerChange> with(HandshakeFailure failure, X509Certificate leaf, Instant at) {
    Optional<LastGoodChain> before =
        failure
            .lastGood()
            .filter(good -> !good.issuer().equals(leaf.getIssuerX500Principal().getName()));
    String own = domain(failure.peer().host());
    if (!before.isPresent() || own.isEmpty()) {
      return Collections.emptyList();
    }
    Set<String> domains = new HashSet<>(Collections.singleton(own));
    Set<String> issuersBefore = new HashSet<>(Collections.singleton(before.get().issuer()));
    List<IssuerChange> others = new ArrayList<>();
    for (IssuerChange other : failure.sameNewIssuer()) {
      String domain = domain(other.host());
      boolean lately = other.seen().isAfter(at.minus(AT_ONCE));
      if (lately && !domain.isEmpty() && domains.add(domain)) {
        issuersBefore.add(other.issuerBefore());
        others.add(other);
      }
    }
    boolean unrelated =
        domains.size() >= ENOUGH_DOMAINS
            || (domains.size() > 1 && issuersBefore.size() >= ENOUGH_ISSUERS);
    return unrelated ? others : Collections.<IssuerChange>emptyList();
  }

  /** What was most likely registered of a name; empty for an address and for a name alone. */
  private static String domain(String host) {
    String[] labels = host.toLowerCase(Locale.ROOT).split("\\.", -1);
    int count = labels.length;
    if (count < 2 || HostNames.isAddress(host)) {
      return "";
    }
    String two = labels[count - 2] + "." + labels[count - 1];
    boolean registry =
        labels[count - 1].length() == 2 && labels[count - 2].length() <= LONGEST_REGISTRY_LABEL;
    return registry && count > 2 ? labels[count - 3] + "." + two : two;
  }
}
