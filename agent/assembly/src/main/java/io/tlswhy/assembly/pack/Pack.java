package io.tlswhy.assembly.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Packs the rooms and what they reach of the libraries on its own class path into the one jar. */
public final class Pack {
  private static final String ROOMS = "io/tlswhy/";
  private static final String BUILD_ONLY = "io/tlswhy/assembly/pack/";

  /** The tiers in the order of their loaders, each with its rooms. */
  private static final String[][] TIERS = {
    {"weave", "evidence", "weave"},
    {"heart", "diagnosis", "probe", "incident", "report", "assembly"},
    {"cli", "cli"},
  };

  private static final Relocation SILENCE =
      new Relocation("org/slf4j/LoggerFactory", "io/tlswhy/assembly/SilentLoggers");

  private Pack() {}

  /** Arguments: the version, the file with the libraries' licences, the jar to write. */
  public static void main(String[] arguments) throws IOException {
    Path notice = Paths.get(arguments[1]);
    Path jar = Paths.get(arguments[2]);
    SortedMap<String, byte[]> files = ClassPath.read(System.getProperty("java.class.path"));
    files.keySet().removeIf(name -> name.startsWith(BUILD_ONLY));

    SortedMap<String, byte[]> entries = room(files, "entry");
    entries.put("META-INF/NOTICE", Files.readAllBytes(notice));
    SortedMap<String, byte[]> libraries = new TreeMap<>(files);
    libraries.keySet().removeIf(name -> name.startsWith(ROOMS) || !name.endsWith(".class"));
    for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
      library.setValue(SILENCE.apply(library.getValue()));
    }
    for (String[] tier : TIERS) {
      SortedMap<String, byte[]> content = tier(files, libraries, tier);
      libraries.keySet().removeAll(content.keySet());
      entries.put("tiers/" + tier[0], TierWriter.write(content));
    }
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(jar)) {
      OuterJar.write(out, arguments[0], entries);
    }
  }

  private static SortedMap<String, byte[]> tier(
      SortedMap<String, byte[]> files, Map<String, byte[]> libraries, String[] tier)
      throws IOException {
    SortedMap<String, byte[]> content = new TreeMap<>();
    List<String> rooms = Arrays.asList(tier).subList(1, tier.length);
    for (String room : rooms) {
      content.putAll(room(files, room));
    }
    SortedMap<String, byte[]> roots = new TreeMap<>(content);
    roots.keySet().removeIf(name -> !name.endsWith(".class"));
    content.putAll(new Reachable(libraries).from(roots.values()));
    return content;
  }

  private static SortedMap<String, byte[]> room(SortedMap<String, byte[]> files, String room) {
    SortedMap<String, byte[]> found = new TreeMap<>(files);
    found.keySet().removeIf(name -> !name.startsWith(ROOMS + room + "/"));
    return found;
  }
}
