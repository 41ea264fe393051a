package io.tlswhy.bench.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/**
 * The least that an agent costs which may weave a class: a transformer that leaves all as it is.
 * For it the JVM copies the class file of every class that is loaded.
 */
public final class IdleAgent {
  private IdleAgent() {}

  /** Adds the transformer. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Idle(), true);
  }

  /** Its default method weaves nothing. */
  private static final class Idle implements ClassFileTransformer {}
}
