package io.tlswhy.weave;

/** Objects that were seen, by identity; it keeps none of them alive. */
public final class WeakIdentitySet {
  private final WeakIdentityMap<Boolean> seen = new WeakIdentityMap<Boolean>(Integer.MAX_VALUE);

  /** Whether the object was not there before; now it is. */
  public boolean add(Object object) {
    return seen.putIfAbsent(object, Boolean.TRUE) == null;
  }

  /** Whether the object is there. */
  public boolean contains(Object object) {
    return seen.get(object) != null;
  }
}
