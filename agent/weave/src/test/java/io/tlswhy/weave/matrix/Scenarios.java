package io.tlswhy.weave.matrix;

/** Failing handshakes, each announced on standard output; runs in a JVM of any release. */
public final class Scenarios {
  private Scenarios() {}

  /** Runs them all. */
  public static void main(String[] args) throws Exception {
    System.setProperty("com.sun.security.enableAIAcaIssuers", "true");
    System.setProperty("com.sun.security.allowedAIALocations", "any");
    OtherScenarios.defaultContext();
    Pki trusted = new Pki("Test Root");
    Pki other = new Pki("Other Root");
    new SocketScenarios(trusted, other).run();
    new EngineScenarios(trusted, other).run();
    new LookupScenarios(trusted).run();
    new OtherScenarios(trusted, other).run();
    Console.scenario("end");
  }
}
