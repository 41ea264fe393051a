package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.util.List;

/** Which second handshakes with a failed peer would tell why the first one failed. */
@AutoValue
public abstract class PeerQuestion {
  PeerQuestion() {}

  /**
   * A question.
   *
   * @param peer the server, with its port and the very address, or the tunnel, that was connected
   *     to; an engine's has neither
   * @param offered what this JVM offered; groups are those that it would offer, as far as known
   * @param changes the ClientHellos to try, in the order of their weight
   */
  public static PeerQuestion of(Peer peer, Handshake offered, List<HelloChange> changes) {
    return new AutoValue_PeerQuestion(peer, offered, Copies.list(changes));
  }

  /** The server. */
  public abstract Peer peer();

  /** What this JVM offered. */
  public abstract Handshake offered();

  /** What to try. */
  public abstract List<HelloChange> changes();
}
