package io.tlswhy.weave.matrix;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** One run of all scenarios in a JVM of its own; what it printed, by scenario. */
final class Run {
  private final Map<String, List<String>> lines = new LinkedHashMap<>();
  private final int exit;

  private Run(int exit, List<String> output) {
    this.exit = exit;
    String scenario = "";
    for (String line : output) {
      if (line.startsWith("scenario ")) {
        scenario = line.substring("scenario ".length());
        lines.put(scenario, new ArrayList<>());
      } else {
        lines.computeIfAbsent(scenario, name -> new ArrayList<>()).add(line);
      }
    }
  }

  /** Runs them with every class verified. */
  static Run in(File javaHome, Path folder) throws Exception {
    Path agent = agentJar(folder);
    String java = new File(javaHome, "bin/java").getPath();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                java,
                "-Xverify:all",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-javaagent:" + agent + "=" + classPath,
                "-cp",
                classPath,
                Scenarios.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> output = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
      }
    }
    return new Run(process.waitFor(), output);
  }

  int exit() {
    return exit;
  }

  /** What was printed before the first scenario: warnings of the JVM, if any. */
  List<String> preamble() {
    return lines.getOrDefault("", new ArrayList<>());
  }

  boolean has(String scenario) {
    return lines.containsKey(scenario);
  }

  /** What a scenario printed that begins with that. */
  List<String> of(String scenario, String beginning) {
    List<String> all = lines.get(scenario);
    if (all == null) {
      throw new IllegalArgumentException("no scenario " + scenario + " in " + lines.keySet());
    }
    List<String> found = new ArrayList<>();
    for (String line : all) {
      if (line.startsWith(beginning)) {
        found.add(line);
      }
    }
    return found;
  }

  /** Every line that is neither a scenario's own nor evidence. */
  List<String> strange() {
    List<String> known =
        Arrays.asList(
            "failed ", "slow ", "client ", "server ", "validation ", "default ", "valid ");
    List<String> strange = new ArrayList<>();
    for (List<String> all : lines.values()) {
      for (String line : all) {
        if (known.stream().noneMatch(line::startsWith) && !line.startsWith("composite ")) {
          strange.add(line);
        }
      }
    }
    return strange;
  }

  private static Path agentJar(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", ThrowawayAgent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    main.putValue("Can-Redefine-Classes", "true");
    Path jar = folder.resolve("agent.jar");
    String entry = ThrowawayAgent.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out, manifest)) {
      to.putNextEntry(new JarEntry(entry));
      ClassLoader loader = Run.class.getClassLoader();
      try (java.io.InputStream in = loader.getResourceAsStream(entry)) {
        byte[] buffer = new byte[65536];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          to.write(buffer, 0, n);
        }
      }
      to.closeEntry();
    }
    return jar;
  }
}
