package io.tlswhy.weave.capture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rejections of the platform's trust managers within one check of a chain.
 *
 * <p>They are no failures yet: a composite trust manager of an application's asks the next one, and
 * rejects on every good handshake.
 */
final class Rejections {
  private static final int MOST = 8;
  private static final int DEEPEST = 16;

  private final List<Throwable> thrown = new ArrayList<Throwable>(0);
  private final List<Object> managers = new ArrayList<Object>(0);

  void add(Throwable rejection, Object manager) {
    if (thrown.size() < MOST) {
      thrown.add(rejection);
      managers.add(manager);
    }
  }

  void clear() {
    if (!thrown.isEmpty()) {
      thrown.clear();
      managers.clear();
    }
  }

  /** The trust manager whose rejection that exception is, or has for its cause. */
  @Nullable Object managerOf(@Nullable Throwable exception) {
    Throwable at = exception;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      for (int i = 0; i < thrown.size(); i++) {
        if (thrown.get(i) == at) {
          return managers.get(i);
        }
      }
      at = at.getCause();
    }
    return null;
  }
}
