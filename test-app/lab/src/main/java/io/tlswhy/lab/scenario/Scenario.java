package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One thing that is broken, and how the agent must name it. */
public interface Scenario {
  /** The name on the command line, such as {@code revocation.blocked}. */
  String name();

  /** What is broken, in one sentence. */
  String sentence();

  /** The code of the diagnosis; none where nothing may be printed. */
  Optional<String> code();

  /** Texts that a line of the service's log must hold, each of them. */
  default List<String> tells() {
    return code().map(code -> List.of("tlswhy[" + code + "]")).orElse(List.of());
  }

  /** Sets the scenario up. */
  Scene prepare(Lab lab) throws IOException;

  /** How a scenario is set up. */
  @FunctionalInterface
  interface Preparation {
    /** Opens what the scenario needs. */
    Scene in(Lab lab) throws IOException;
  }

  /** A scenario that ends in the code of its own name, or of the part before a slash. */
  static Scenario of(String name, String sentence, Preparation preparation) {
    String code = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
    return new Prepared(
        name, sentence, Optional.of(code), List.of("tlswhy[" + code + "]"), preparation);
  }

  /** A scenario with a name and sentence of its own, whose log must hold all these texts. */
  static Scenario story(
      String name, String sentence, String code, List<String> tells, Preparation preparation) {
    return new Prepared(name, sentence, Optional.of(code), tells, preparation);
  }

  /** A scenario in which nothing is wrong. */
  static Scenario healthy(String name, String sentence, Preparation preparation) {
    return new Prepared(name, sentence, Optional.empty(), List.of(), preparation);
  }

  /** A scenario that is set up by a function. */
  record Prepared(
      String name,
      String sentence,
      Optional<String> code,
      List<String> tells,
      Preparation preparation)
      implements Scenario {
    @Override
    public Scene prepare(Lab lab) throws IOException {
      return preparation.in(lab);
    }
  }
}
