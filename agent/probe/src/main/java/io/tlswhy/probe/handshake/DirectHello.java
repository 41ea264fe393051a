package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.probe.net.Deadline;
import java.security.SecureRandom;

/** Asks a peer that was reached through a proxy for its certificate at its own address. */
final class DirectHello {
  private final PeerQuestion question;
  private final ProxiedPeer proxied;
  private final WayFinder ways;
  private final SecureRandom random;

  DirectHello(PeerQuestion question, ProxiedPeer proxied, WayFinder ways, SecureRandom random) {
    this.question = question;
    this.proxied = proxied;
    this.ways = ways;
    this.random = random;
  }

  /** Looks the name up, and asks its first address. */
  HelloAnswer run(Deadline deadline) {
    try {
      DirectWay way = ways.past(question.peer().host(), proxied.port(), deadline);
      return new CertificateHello(question, random)
          .run(HelloChange.DIRECT, way, deadline).toBuilder()
              .detour(Detour.of(proxied.proxy(), way.addressAndPort(), proxied.sure()))
              .build();
    } catch (NoWayException none) {
      return skipped(none.why());
    }
  }

  /** The answer of a peer that was not asked, for that reason. */
  HelloAnswer skipped(String why) {
    return HelloAnswer.builder(HelloChange.DIRECT, Result.SKIPPED)
        .detail(why)
        .detour(Detour.of(proxied.proxy(), "", proxied.sure()))
        .build();
  }
}
