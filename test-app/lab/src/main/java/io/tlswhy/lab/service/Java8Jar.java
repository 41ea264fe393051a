package io.tlswhy.lab.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes jars of the lab's Java 8 classes, for the class path of a service on any Java. */
public final class Java8Jar {
  private Java8Jar() {}

  /** Writes these classes ({@code a/b/C}). */
  public static Path of(Path file, List<String> classes) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      write(classes, jar);
    }
    return file;
  }

  /** Writes these classes, and that the last of them implements this service. */
  public static Path ofService(Path file, List<String> classes, String service) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      write(classes, jar);
      jar.putNextEntry(new JarEntry("META-INF/services/" + service));
      String implementation = classes.get(classes.size() - 1).replace('/', '.') + "\n";
      jar.write(implementation.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void write(List<String> classes, JarOutputStream jar) throws IOException {
    for (String name : classes) {
      jar.putNextEntry(new JarEntry(name + ".class"));
      try (InputStream in =
          Java8Jar.class.getResourceAsStream("/META-INF/versions/8/" + name + ".class")) {
        if (in == null) {
          throw new IOException(name + " is not in the lab's jar");
        }
        in.transferTo(jar);
      }
    }
  }
}
