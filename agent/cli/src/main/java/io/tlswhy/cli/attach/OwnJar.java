package io.tlswhy.cli.attach;

import java.io.File;

/** The jar that this command runs from, which is the agent to load. */
final class OwnJar {
  private OwnJar() {}

  /** The file, by {@code tlswhy.jar} or else the class path of {@code java -jar}. */
  static File locate() throws AttachException {
    String path = System.getProperty("tlswhy.jar", System.getProperty("java.class.path", ""));
    File jar = new File(path);
    if (path.isEmpty() || !jar.isFile()) {
      throw new AttachException(
          "the agent's jar was not found; run the command as java -jar tlswhy.jar.");
    }
    return jar;
  }
}
