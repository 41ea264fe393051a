package io.tlswhy.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of one figure, by contender, in the order of the rounds. */
final class Samples {
  private final Map<String, List<Double>> byContender = new HashMap<>();

  void add(Contender contender, double sample) {
    byContender.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(sample);
  }

  List<Double> of(String contender) {
    List<Double> samples = byContender.get(contender);
    if (samples == null) {
      throw new IllegalStateException("nothing was measured for " + contender);
    }
    return samples;
  }
}
