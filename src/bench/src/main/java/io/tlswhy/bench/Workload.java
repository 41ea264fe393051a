package io.tlswhy.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Something that a fresh JVM does, and the figures that come of it. */
interface Workload {
  /** The name on the command line. */
  String name();

  /** The rows that it fills. */
  List<Figure> figures();

  /** Runs it once in a new JVM and returns a sample by figure name. */
  Map<String, Double> run(JavaCommand java, Contender contender)
      throws IOException, InterruptedException;
}
