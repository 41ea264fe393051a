package io.tlswhy.bench;

/**
 * One row of the table: what is measured, in which unit, and what tlswhy may cost.
 *
 * @param name how the table calls it
 * @param unit the unit of a sample
 * @param budget the budget
 */
record Figure(String name, String unit, Budget budget) {

  /**
   * What tlswhy may cost against another contender.
   *
   * @param against the contender that it is held against
   * @param kind how the two are compared
   * @param limit the largest difference, or the smallest ratio
   */
  record Budget(String against, Kind kind, double limit) {
    enum Kind {
      /** tlswhy minus the other may be at most the limit. */
      DIFFERENCE,
      /** tlswhy divided by the other must be at least the limit. */
      RATIO
    }

    /** What lies between tlswhy and the other contender, with its confidence interval. */
    Statistics.Interval compare(Samples samples) {
      return Statistics.compare(
          samples.of(Contenders.TLSWHY),
          samples.of(against),
          kind == Kind.DIFFERENCE
              ? (ours, theirs) -> ours - theirs
              : (ours, theirs) -> ours / theirs);
    }

    boolean holds(Statistics.Interval difference) {
      return kind == Kind.DIFFERENCE ? difference.middle() <= limit : difference.high() >= limit;
    }

    String words() {
      return kind == Kind.DIFFERENCE
          ? "%s + %s".formatted(against, Table.number(limit))
          : "≥ %s × %s".formatted(Table.number(limit), against);
    }
  }
}
