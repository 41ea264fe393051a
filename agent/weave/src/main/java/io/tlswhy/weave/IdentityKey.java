package io.tlswhy.weave;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An object as a key of a map, by identity; it keeps the object from nothing. */
final class IdentityKey extends WeakReference<Object> {
  private final int hash;

  IdentityKey(Object object, @Nullable ReferenceQueue<Object> queue) {
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
    return other instanceof IdentityKey && mine != null && ((IdentityKey) other).get() == mine;
  }
}
