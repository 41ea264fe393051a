package io.tlswhy.probe.proxy;

import com.google.auto.value.AutoValue;
import java.net.URI;

/** Where this machine's PAC file is, and from where that is known. */
@AutoValue
public abstract class PacLocation {
  PacLocation() {}

  /** A PAC file. */
  public static PacLocation of(URI url, String namedBy) {
    return new AutoValue_PacLocation(url, namedBy);
  }

  /** The file; {@code http}, {@code https} or {@code file}. */
  public abstract URI url();

  /** The setting that names it. */
  public abstract String namedBy();

  /** Whether the file is one of this machine, and so as good as its other settings. */
  public final boolean isLocal() {
    return "file".equalsIgnoreCase(url().getScheme());
  }
}
