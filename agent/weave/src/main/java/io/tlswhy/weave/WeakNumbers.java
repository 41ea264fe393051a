package io.tlswhy.weave;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A number for each object that is asked for, by identity, from 1 on; it keeps none of them alive.
 */
public final class WeakNumbers {
  private final ConcurrentMap<IdentityKey, Long> numbers =
      new ConcurrentHashMap<IdentityKey, Long>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<Object>();
  private final AtomicLong last = new AtomicLong();

  /** The number of that object, always the same. */
  public long of(Object object) {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      numbers.remove(gone);
    }
    Long known = numbers.get(new IdentityKey(object, null));
    if (known != null) {
      return known;
    }
    Long next = last.incrementAndGet();
    Long other = numbers.putIfAbsent(new IdentityKey(object, collected), next);
    return other == null ? next : other;
  }
}
