package io.tlswhy.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A workload that measures itself and prints its figures.
 *
 * @param name the name on the command line
 * @param main what the JVM runs
 * @param arguments what it is given
 * @param figures what it prints
 */
record PrintedFigures(String name, Class<?> main, List<String> arguments, List<Figure> figures)
    implements Workload {
  @Override
  public Map<String, Double> run(JavaCommand java, Contender contender)
      throws IOException, InterruptedException {
    return JavaCommand.figuresOf(java.start(contender, main, arguments));
  }
}
