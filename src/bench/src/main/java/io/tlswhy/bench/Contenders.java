package io.tlswhy.bench;

import io.tlswhy.bench.agents.EmptyAgent;
import io.tlswhy.bench.agents.IdleAgent;
import io.tlswhy.bench.agents.NaiveAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** Makes the agents' jars and says how each contender starts. */
final class Contenders {
  static final String NONE = "no agent";
  static final String EMPTY = "empty agent";
  static final String IDLE = "idle transformer";
  static final String TLSWHY = "tlswhy";
  static final String DEBUG = "javax.net.debug=ssl";
  static final String NAIVE = "naive Byte Buddy";
  static final String OPEN_TELEMETRY = "OpenTelemetry";

  private Contenders() {}

  /** All contenders whose jars are there; OpenTelemetry's only if it was fetched. */
  static List<Contender> all(Path tlswhy, Path openTelemetry, Path work) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender(NONE, List.of()));
    contenders.add(new Contender(EMPTY, List.of("-javaagent:" + agentJar(work, EmptyAgent.class))));
    contenders.add(new Contender(IDLE, List.of("-javaagent:" + agentJar(work, IdleAgent.class))));
    contenders.add(new Contender(TLSWHY, List.of("-javaagent:" + tlswhy)));
    contenders.add(new Contender(DEBUG, List.of("-Djavax.net.debug=ssl")));
    contenders.add(new Contender(NAIVE, List.of("-javaagent:" + agentJar(work, NaiveAgent.class))));
    if (Files.exists(openTelemetry)) {
      contenders.add(
          new Contender(
              OPEN_TELEMETRY,
              List.of(
                  "-javaagent:" + openTelemetry,
                  "-Dotel.traces.exporter=none",
                  "-Dotel.metrics.exporter=none",
                  "-Dotel.logs.exporter=none")));
    }
    return contenders;
  }

  private static Path agentJar(Path work, Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    if (agent == NaiveAgent.class) {
      attributes.put(Attributes.Name.CLASS_PATH, locationOf(ByteBuddy.class).toUri().toString());
    }
    Path jar = work.resolve(agent.getSimpleName() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String name : namesOf(agent)) {
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = agent.getClassLoader().getResourceAsStream(name)) {
          if (in == null) {
            throw new IOException(name + " is not on the class path");
          }
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> namesOf(Class<?> agent) {
    List<String> names = new ArrayList<>();
    names.add(agent.getName().replace('.', '/') + ".class");
    for (Class<?> nested : agent.getDeclaredClasses()) {
      names.add(nested.getName().replace('.', '/') + ".class");
    }
    return names;
  }

  /** The folder or jar that a class comes from. */
  static Path locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
