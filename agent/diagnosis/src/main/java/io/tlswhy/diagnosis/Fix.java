package io.tlswhy.diagnosis;

import com.google.auto.value.AutoValue;
import java.util.Locale;

/** One thing to change, for a machine to read. */
@AutoValue
public abstract class Fix {
  Fix() {}

  /** Whose change it is. */
  public enum Kind {
    /** A firewall or network rule; the value is {@code host:port}. */
    EGRESS,
    /** A JVM system or security property. */
    PROPERTY,
    /** A rule of a proxy. */
    PROXY,
    /** The trust store. */
    TRUSTSTORE,
    /** The peer's own set-up. */
    SERVER,
    /** The certification authority. */
    CA,
    /** Something else. */
    OTHER;

    /** The word in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A change. {@code restart}: whether this JVM must be restarted for it. */
  public static Fix of(Kind kind, String key, String value, boolean restart) {
    return new AutoValue_Fix(kind, key, value, restart);
  }

  /** Whose change it is. */
  public abstract Kind kind();

  /** What to change: a property's name, {@code allow}, … */
  public abstract String key();

  /** To what. */
  public abstract String value();

  /** Whether this JVM must be restarted for it. */
  public abstract boolean restart();
}
