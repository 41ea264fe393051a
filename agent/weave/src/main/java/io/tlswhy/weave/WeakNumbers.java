package io.tlswhy.weave;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number for each object that is asked for, by identity, from 1 on; it keeps none of them alive.
 */
public final class WeakNumbers {
  private final WeakIdentityMap<Long> numbers = new WeakIdentityMap<Long>(Integer.MAX_VALUE);
  private final AtomicLong last = new AtomicLong();

  /** The number of that object, always the same. */
  public long of(Object object) {
    Long known = numbers.get(object);
    if (known != null) {
      return known;
    }
    Long next = last.incrementAndGet();
    Long other = numbers.putIfAbsent(object, next);
    return other == null ? next : other;
  }
}
