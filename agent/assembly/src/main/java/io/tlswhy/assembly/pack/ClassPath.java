package io.tlswhy.assembly.pack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads all that lies on a class path, so that the result depends neither on the order of its
 * entries nor on whether a module stands there as a folder or as a jar.
 */
final class ClassPath {
  private ClassPath() {}

  /**
   * The files by name, but for what would mean something else in another jar ({@code META-INF}) or
   * nothing on Java 8 (module descriptions, annotations of packages).
   */
  static SortedMap<String, byte[]> read(String classPath) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String element : classPath.split(File.pathSeparator)) {
      Path path = Paths.get(element);
      if (Files.isDirectory(path)) {
        readFolder(path, files);
      } else {
        readJar(path, files);
      }
    }
    return files;
  }

  private static void readFolder(Path folder, SortedMap<String, byte[]> files) throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(Files::isRegularFile).collect(Collectors.toList());
    }
    for (Path file : found) {
      add(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file), files);
    }
  }

  private static void readJar(Path path, SortedMap<String, byte[]> files) throws IOException {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory()) {
          add(entry.getName(), octets(jar, entry), files);
        }
      }
    }
  }

  private static byte[] octets(ZipFile jar, ZipEntry entry) throws IOException {
    byte[] octets = new byte[(int) entry.getSize()];
    try (InputStream in = jar.getInputStream(entry)) {
      int done = 0;
      while (done < octets.length) {
        int more = in.read(octets, done, octets.length - done);
        if (more < 0) {
          throw new IOException(entry + " of " + jar.getName() + " is shorter than it says");
        }
        done += more;
      }
    }
    return octets;
  }

  private static void add(String name, byte[] content, SortedMap<String, byte[]> files) {
    if (name.startsWith("META-INF/")
        || name.endsWith("module-info.class")
        || name.endsWith("package-info.class")) {
      return;
    }
    if (files.put(name, content) != null && name.endsWith(".class")) {
      throw new IllegalArgumentException(name + " lies on the class path twice");
    }
  }
}
