package io.tlswhy.weave.capture;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The handshakes in which a look-up is under way, and what was told of it. */
final class OpenLookups {
  private static final int MOST = 4_096;
  private static final Object NOTHING_TOLD = new Object();

  /** By {@code HandshakeContext}, which is its own identity. */
  private final ConcurrentMap<Object, Object> open = new ConcurrentHashMap<Object, Object>();

  void began(@Nullable Object handshake) {
    if (handshake != null && open.size() < MOST) {
      open.putIfAbsent(handshake, NOTHING_TOLD);
    }
  }

  void ended(@Nullable Object handshake) {
    if (handshake != null) {
      open.remove(handshake);
    }
  }

  /** It was told that the look-up hangs. */
  void told(Object handshake, SlowHandshakes.Told told) {
    open.replace(handshake, told);
  }

  boolean isIn(Object handshake) {
    return open.containsKey(handshake);
  }

  /** What was told of the look-up that is under way; absent if nothing was. */
  SlowHandshakes.@Nullable Told told(Object handshake) {
    Object found = open.get(handshake);
    return found instanceof SlowHandshakes.Told ? (SlowHandshakes.Told) found : null;
  }
}
