package io.tlswhy.report;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a class that the application has loaded already.
 *
 * <p>Never by {@code Class.forName}: to load a logging library that the application does not use,
 * or not yet, would configure it before the application could.
 */
final class LoadedClasses {
  private final Supplier<Class<?>[]> all;

  LoadedClasses(Supplier<Class<?>[]> all) {
    this.all = all;
  }

  /**
   * The class of that name that code of the given loader sees; where its loader has none, the only
   * one there is in this JVM.
   */
  Optional<Class<?>> find(String name, @Nullable ClassLoader application) {
    Class<?> best = null;
    int bestDistance = Integer.MAX_VALUE;
    int found = 0;
    for (Class<?> candidate : all.get()) {
      if (!candidate.getName().equals(name) || isOurs(candidate)) {
        continue;
      }
      found++;
      int distance = distance(application, candidate.getClassLoader());
      if (best == null || distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return bestDistance < Integer.MAX_VALUE || found == 1
        ? Optional.<Class<?>>ofNullable(best)
        : Optional.<Class<?>>empty();
  }

  /** How many parents up from a loader another one is; {@code MAX_VALUE} where it is none. */
  private static int distance(@Nullable ClassLoader from, @Nullable ClassLoader to) {
    int distance = 0;
    for (ClassLoader loader = from; loader != null; loader = loader.getParent()) {
      if (loader == to) {
        return distance;
      }
      distance++;
    }
    return to == null ? distance : Integer.MAX_VALUE;
  }

  /** Whether it is in the agent's own loader, where nothing is the application's. */
  private static boolean isOurs(Class<?> candidate) {
    ClassLoader ours = LoadedClasses.class.getClassLoader();
    return candidate.getClassLoader() == ours && ours != ClassLoader.getSystemClassLoader();
  }
}
