package io.tlswhy.lab.service;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the service is started.
 *
 * @param java the {@code java} program
 * @param orders the service's jar
 * @param agent the agent argument behind {@code -javaagent:}, if there is an agent
 * @param classPath what stands behind the service on the class path
 * @param jvmFlags flags of the JVM
 * @param settings the service's settings
 */
public record Launch(
    Path java,
    Path orders,
    Optional<String> agent,
    List<Path> classPath,
    List<String> jvmFlags,
    Map<String, String> settings) {
  private static final String MAIN = "com.example.orders.OrdersApplication";

  /** The whole command line. */
  public List<String> commandLine() {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    agent.ifPresent(argument -> command.add("-javaagent:" + argument));
    command.addAll(jvmFlags);
    command.add("-Dorders.port=0");
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-cp");
    StringBuilder path = new StringBuilder(orders.toString());
    classPath.forEach(entry -> path.append(File.pathSeparatorChar).append(entry));
    command.add(path.toString());
    command.add(MAIN);
    return command;
  }
}
