package io.tlswhy.e2e.components;

import java.util.ArrayList;
import java.util.List;

/**
 * A host behind three routers, beside the cable between the application and the other servers: hop
 * 1 is 10.204.1.2, hop 2 is 10.204.2.2, hop 3 is 10.204.3.2 and the host is {@link #HOST}.
 */
final class Routers implements AutoCloseable {
  static final String HOST = "10.204.4.2";

  private static final int CABLES = 4;

  private final List<Namespace> routers = new ArrayList<>();

  /** Builds them from the application's host on. */
  Routers(Namespace application) {
    Namespace before = application;
    for (int i = 1; i <= CABLES; i++) {
      Namespace next = new Namespace("r" + i);
      routers.add(next);
      next.connectTo(before, "10.204." + i + ".1/24", "10.204." + i + ".2/24");
      before.routeVia("10.204." + i + ".2", "10.204.0.0/16");
      next.forwards();
      for (int behind = 1; behind < i; behind++) {
        next.routeVia("10.204." + i + ".1", "10.204." + behind + ".0/24");
      }
      before = next;
    }
  }

  /** The second router drops TCP to that port; other packets pass. */
  Routers dropTcp(int port) {
    routers.get(1).filterForward("tcp dport " + port + " drop");
    return this;
  }

  /** The second router drops all that is for the host. */
  Routers dropAll() {
    routers.get(1).filterForward("ip daddr " + HOST + " drop");
    return this;
  }

  /** The second router says that TCP to that port is prohibited. */
  Routers reject(int port) {
    routers.get(1).filterForward("tcp dport " + port + " reject with icmpx type admin-prohibited");
    return this;
  }

  @Override
  public void close() {
    routers.forEach(Namespace::close);
  }
}
