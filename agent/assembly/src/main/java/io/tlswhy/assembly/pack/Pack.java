package io.tlswhy.assembly.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Packs the rooms and what they reach of the libraries on its own class path into the one jar. */
public final class Pack {
  private static final String ENTRY = "io/tlswhy/entry/";
  private static final String BUILD_ONLY = "io/tlswhy/assembly/pack/";

  /** The tiers in the order of their loaders, each with what of ours lies in it. */
  private static final String[][] TIERS = {
    {"weave", "io/tlswhy/evidence/", "io/tlswhy/weave/", "javax/net/ssl/Tlswhy"},
    {
      "heart",
      "io/tlswhy/diagnosis/",
      "io/tlswhy/probe/",
      "io/tlswhy/incident/",
      "io/tlswhy/report/",
      "io/tlswhy/assembly/"
    },
    {"cli", "io/tlswhy/cli/"},
  };

  /** Annotations for compilers; a JVM does without them. */
  private static final String ANNOTATIONS = "com/google/errorprone/annotations/";

  private static final String NOISY = "org/slf4j/LoggerFactory";
  private static final Relocation SILENCE =
      new Relocation(NOISY, "io/tlswhy/assembly/SilentLoggers");

  /**
   * Classes that the libraries name in an {@code instanceof} only and that nobody makes: a key of
   * several, which would bring in every algorithm of Bouncy Castle, post-quantum ones too.
   */
  private static final Set<String> NEVER_MADE =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "org/bouncycastle/jcajce/CompositePublicKey.class",
                  "org/bouncycastle/jcajce/CompositePrivateKey.class")));

  private Pack() {}

  /** Arguments: the version, the file with the libraries' licences, the jar to write. */
  public static void main(String[] arguments) throws IOException {
    Path notice = Paths.get(arguments[1]);
    Path jar = Paths.get(arguments[2]);
    SortedMap<String, byte[]> files = ClassPath.read(System.getProperty("java.class.path"));
    take(files, BUILD_ONLY);

    SortedMap<String, byte[]> entries = take(files, ENTRY);
    entries.put("META-INF/NOTICE", Files.readAllBytes(notice));
    List<SortedMap<String, byte[]>> tiers = new ArrayList<>();
    for (String[] tier : TIERS) {
      SortedMap<String, byte[]> ours = new TreeMap<>();
      for (String prefix : Arrays.asList(tier).subList(1, tier.length)) {
        ours.putAll(take(files, prefix));
      }
      tiers.add(ours);
    }
    SortedMap<String, byte[]> libraries = libraries(files);
    for (int i = 0; i < TIERS.length; i++) {
      SortedMap<String, byte[]> content = tiers.get(i);
      content.putAll(new Reachable(libraries, NEVER_MADE).from(classFiles(content)));
      libraries.keySet().removeAll(content.keySet());
      entries.put("tiers/" + TIERS[i][0], TierWriter.write(content));
    }
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(jar)) {
      OuterJar.write(out, arguments[0], entries);
    }
  }

  private static SortedMap<String, byte[]> take(SortedMap<String, byte[]> files, String prefix) {
    SortedMap<String, byte[]> taken = new TreeMap<>(files);
    taken.keySet().removeIf(name -> !name.startsWith(prefix));
    files.keySet().removeAll(taken.keySet());
    return taken;
  }

  private static SortedMap<String, byte[]> libraries(SortedMap<String, byte[]> files)
      throws IOException {
    SortedMap<String, byte[]> libraries = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".class") && !file.getKey().startsWith(ANNOTATIONS)) {
        libraries.put(file.getKey(), SILENCE.apply(file.getValue()));
      }
    }
    libraries.remove(NOISY + ".class");
    return libraries;
  }

  private static List<byte[]> classFiles(SortedMap<String, byte[]> files) {
    SortedMap<String, byte[]> classes = new TreeMap<>(files);
    classes.keySet().removeIf(name -> !name.endsWith(".class"));
    return Arrays.asList(classes.values().toArray(new byte[0][]));
  }
}
