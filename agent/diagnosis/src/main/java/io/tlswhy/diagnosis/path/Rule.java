package io.tlswhy.diagnosis.path;

import java.util.List;

/** One rule that a certification path must keep, as the JDK enforces it. */
interface Rule {
  /** Adds a fault for each certificate that breaks the rule, the nearest to the anchor first. */
  void check(Examination examination, List<Fault> faults);
}
