package io.tlswhy.bench.agents;

import java.lang.instrument.Instrumentation;

/** The least that any agent costs: a premain that does nothing. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Does nothing. */
  public static void premain(String arguments, Instrumentation instrumentation) {}
}
