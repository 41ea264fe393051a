package io.tlswhy.probe.handshake;

import io.tlswhy.probe.net.Deadline;
import java.io.IOException;

/** How second handshakes get to a peer: every address on it has passed the rules. */
interface Way {
  /** Opens a connection that leads to the peer. */
  Line open(Deadline deadline) throws IOException;

  /** In words, where it goes; empty if simply to the address of the first handshake. */
  String words();
}
