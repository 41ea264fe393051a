package io.tlswhy.weave;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Objects that were seen, by identity; it keeps none of them alive. */
public final class WeakIdentitySet {
  private final ConcurrentMap<Key, Key> keys = new ConcurrentHashMap<Key, Key>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<Object>();

  /** Whether the object was not there before; now it is. */
  public boolean add(Object object) {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      keys.remove(gone);
    }
    Key key = new Key(object, collected);
    return keys.putIfAbsent(key, key) == null;
  }

  /** Whether the object is there. */
  public boolean contains(Object object) {
    return !keys.isEmpty() && keys.containsKey(new Key(object, null));
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, @Nullable ReferenceQueue<Object> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return other instanceof Key && mine != null && ((Key) other).get() == mine;
    }
  }
}
