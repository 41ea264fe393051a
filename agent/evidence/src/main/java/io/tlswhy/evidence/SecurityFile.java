package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.util.Map;

/** A file of security properties that this JVM reads when it starts. */
@AutoValue
public abstract class SecurityFile {
  SecurityFile() {}

  /** Who wrote the file. */
  public enum Author {
    /** It came with this Java. */
    JAVA,
    /** The operating system's crypto policy. */
    SYSTEM_POLICY,
    /** {@code -Djava.security.properties} names it. */
    COMMAND_LINE
  }

  /**
   * A file with those of its properties that disable algorithms.
   *
   * @param policy the name of the operating system's policy, empty for other files
   */
  public static SecurityFile of(
      Author author, String path, String policy, Map<String, String> properties) {
    return new AutoValue_SecurityFile(author, path, policy, Copies.map(properties));
  }

  /** Who wrote it. */
  public abstract Author author();

  /** Where it is, absolute. */
  public abstract String path();

  /** The name of the operating system's policy, such as {@code FUTURE}; empty for other files. */
  public abstract String policy();

  /** Its properties that disable algorithms, by name. */
  public abstract Map<String, String> properties();
}
