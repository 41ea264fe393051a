package io.tlswhy.weave;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What is known of objects, by their identity; it keeps none of them alive. */
public final class WeakIdentityMap<V> {
  private final int most;
  private final ConcurrentMap<IdentityKey, V> values = new ConcurrentHashMap<IdentityKey, V>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<Object>();

  /** An empty map; of more living objects than that, nothing more is kept. */
  public WeakIdentityMap(int most) {
    this.most = most;
  }

  /** Keeps the value, unless there is one; what was there before, null if nothing was. */
  public @Nullable V putIfAbsent(Object object, V value) {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      values.remove(gone);
    }
    return values.size() < most
        ? values.putIfAbsent(new IdentityKey(object, collected), value)
        : get(object);
  }

  /** The value for that object, null if there is none. */
  public @Nullable V get(Object object) {
    return values.isEmpty() ? null : values.get(new IdentityKey(object, null));
  }
}
