package io.tlswhy.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/** Medians, and bootstrap confidence intervals of what lies between two interleaved series. */
final class Statistics {
  private static final int RESAMPLES = 4_000;

  private Statistics() {}

  /** A 95 % confidence interval and its middle. */
  record Interval(double low, double middle, double high) {}

  static double median(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The median of the pairwise comparison of rounds, resampled by rounds. */
  static Interval compare(
      List<Double> ours, List<Double> theirs, ToDoubleBiFunction<Double, Double> comparison) {
    int rounds = Math.min(ours.size(), theirs.size());
    double[] pairs = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      pairs[i] = comparison.applyAsDouble(ours.get(i), theirs.get(i));
    }
    Random random = new Random(42);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double[] resample =
          random.ints(rounds, 0, rounds).mapToDouble(k -> pairs[k]).sorted().toArray();
      medians[i] = middleOf(resample);
    }
    Arrays.sort(medians);
    double[] sorted = pairs.clone();
    Arrays.sort(sorted);
    return new Interval(
        medians[(int) (RESAMPLES * 0.025)], middleOf(sorted), medians[(int) (RESAMPLES * 0.975)]);
  }

  private static double middleOf(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
