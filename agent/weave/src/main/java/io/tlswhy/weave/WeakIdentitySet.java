package io.tlswhy.weave;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Objects that were seen, by identity; it keeps none of them alive. */
public final class WeakIdentitySet {
  private final ConcurrentMap<IdentityKey, IdentityKey> keys =
      new ConcurrentHashMap<IdentityKey, IdentityKey>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<Object>();

  /** Whether the object was not there before; now it is. */
  public boolean add(Object object) {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      keys.remove(gone);
    }
    IdentityKey key = new IdentityKey(object, collected);
    return keys.putIfAbsent(key, key) == null;
  }

  /** Whether the object is there. */
  public boolean contains(Object object) {
    return !keys.isEmpty() && keys.containsKey(new IdentityKey(object, null));
  }
}
