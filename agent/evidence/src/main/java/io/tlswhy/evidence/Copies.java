package io.tlswhy.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the unmodifiable copies that the values of this package hold. */
final class Copies {
  private Copies() {}

  static <T> List<T> list(List<? extends T> source) {
    return Collections.unmodifiableList(new ArrayList<T>(source));
  }

  static <K, V> Map<K, V> map(Map<? extends K, ? extends V> source) {
    return Collections.unmodifiableMap(new LinkedHashMap<K, V>(source));
  }
}
