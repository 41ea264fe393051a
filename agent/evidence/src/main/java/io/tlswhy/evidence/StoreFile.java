package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A file of trusted certificates as it was on disk some moments after a failure. */
@AutoValue
public abstract class StoreFile {
  StoreFile() {}

  /** What the file is to the JVM whose handshake failed. */
  public enum Use {
    /** The trust manager that decided read its anchors from it, as it was then. */
    IN_USE,
    /** {@code javax.net.ssl.trustStore} names it, and Java took another. */
    ASKED_FOR,
    /** The platform's own trust manager would read it; the application brought one of its own. */
    PLATFORM,
    /** It stands beside one that was asked for and is not there. */
    BESIDE,
    /** Another store of this machine: the operating system's, or Java's own. */
    OTHER
  }

  /** What came of reading it. */
  public enum State {
    /** It was read. */
    READ,
    /** There is no such file. */
    MISSING,
    /** It is a folder, a device, a pipe. */
    NO_FILE,
    /** This process may not read it. */
    FORBIDDEN,
    /** Its format or its password is another. */
    UNREADABLE,
    /** It is larger than the agent reads. */
    TOO_LARGE
  }

  /** A file that was not read, and why. */
  public static StoreFile unread(Use use, String path, State state) {
    return new AutoValue_StoreFile(
        use, path, state, Optional.empty(), Collections.<X509Certificate>emptyList());
  }

  /** A file that was read. */
  public static StoreFile read(
      Use use, String path, Instant changed, List<X509Certificate> certificates) {
    return new AutoValue_StoreFile(
        use, path, State.READ, Optional.of(changed), Copies.list(certificates));
  }

  /**
   * A store of the operating system that is no file.
   *
   * @param type the type of key store by which Java reads it, such as {@code Windows-ROOT}
   */
  public static StoreFile ofSystem(String type, List<X509Certificate> certificates) {
    return new AutoValue_StoreFile(
        Use.OTHER, type, State.READ, Optional.empty(), Copies.list(certificates));
  }

  /** What it is to this JVM. */
  public abstract Use use();

  /** Where it is, absolute; of a store that is no file its type. */
  public abstract String path();

  /** What came of reading it. */
  public abstract State state();

  /** When it was last changed, if it was read and is a file. */
  public abstract Optional<Instant> changed();

  /** The certificates that it makes trusted; empty if it was not read. */
  public abstract List<X509Certificate> certificates();
}
