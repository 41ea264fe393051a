package io.tlswhy.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints samples as the Markdown table that the performance page holds. */
final class Table {
  private Table() {}

  static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }

  /** The heading for these contenders. */
  static String head(List<Contender> contenders) {
    return contenders.stream()
            .map(Contender::name)
            .collect(
                Collectors.joining(" | ", "| figure | ", " | tlswhy against (95 %) | budget | |"))
        + "\n|"
        + "---|".repeat(contenders.size() + 4);
  }

  /** One figure's row; samples by contender. */
  static String row(Figure figure, List<Contender> contenders, Samples samples) {
    StringBuilder row = new StringBuilder("| " + figure.name() + ", " + figure.unit() + " | ");
    for (Contender contender : contenders) {
      row.append(number(Statistics.median(samples.of(contender.name())))).append(" | ");
    }
    Figure.Budget budget = figure.budget();
    Statistics.Interval interval = budget.compare(samples);
    String sign = budget.kind() == Figure.Budget.Kind.DIFFERENCE ? "+ " : "× ";
    row.append(sign)
        .append(number(interval.middle()))
        .append(" (")
        .append(number(interval.low()))
        .append(" … ")
        .append(number(interval.high()))
        .append(") | ")
        .append(budget.words())
        .append(" | ")
        .append(budget.holds(interval) ? "holds" : "**does not hold**")
        .append(" |");
    return row.toString();
  }
}
