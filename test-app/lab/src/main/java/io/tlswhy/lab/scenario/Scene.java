package io.tlswhy.lab.scenario;

import io.tlswhy.lab.service.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario has set up: how the service must be started, and what then happens to it. */
public final class Scene {
  /** What happens to the running service. */
  @FunctionalInterface
  public interface Course {
    /** Makes it happen. */
    void run(RunningService service) throws IOException;
  }

  private final List<String> jvmFlags = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private String agentTimeout = "2s";
  private String probe = "endpoints";
  private Course course = RunningService::order;

  private Scene() {}

  /** The service calls this partner, once. */
  public static Scene calling(String host, int port) {
    Scene scene = new Scene();
    URI partner = URI.create("https://" + host + ":" + port + "/");
    return scene.setting("orders.partner.url", partner.toString());
  }

  /** The service is called. */
  public static Scene called(Course course) {
    return new Scene().course(course);
  }

  /** Adds flags of the service's JVM. */
  public Scene jvm(List<String> flags) {
    jvmFlags.addAll(flags);
    return this;
  }

  /** Adds flags of the service's JVM. */
  public Scene jvm(String... flags) {
    return jvm(List.of(flags));
  }

  /** Puts a jar behind the service on the class path. */
  public Scene classPath(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Sets something in the service. */
  public Scene setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Gives the agent this time for one endpoint. */
  public Scene agentTimeout(String time) {
    agentTimeout = time;
    return this;
  }

  /** Lets the agent make second handshakes with the failed peer. */
  public Scene secondHandshakes() {
    probe = "all";
    return this;
  }

  /** Says what happens. */
  public Scene course(Course what) {
    course = what;
    return this;
  }

  /** The flags of the service's JVM. */
  public List<String> jvmFlags() {
    return Collections.unmodifiableList(jvmFlags);
  }

  /** What stands behind the service on the class path. */
  public List<Path> classPath() {
    return Collections.unmodifiableList(classPath);
  }

  /** The service's settings. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** Which connections the agent may open. */
  public String probe() {
    return probe;
  }

  /** The time that the agent has for one endpoint. */
  public String agentTimeout() {
    return agentTimeout;
  }

  /** What happens. */
  public Course course() {
    return course;
  }
}
