package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;

/** Handshakes of a server that wait at the same time for clients which send nothing more. */
@AutoValue
public abstract class Stall {
  Stall() {}

  /** So many handshakes, at that port of this host (-1 if not known), the last with that client. */
  public static Stall of(int handshakes, int localPort, String lastClient) {
    return new AutoValue_Stall(handshakes, localPort, lastClient);
  }

  /** How many there were when it was seen. */
  public abstract int handshakes();

  /** The port of this host that the clients connected to; -1 if not known. */
  public abstract int localPort();

  /** The address of the client whose handshake was the last to begin; empty if not known. */
  public abstract String lastClient();
}
