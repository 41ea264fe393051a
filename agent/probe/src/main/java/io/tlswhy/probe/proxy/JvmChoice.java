package io.tlswhy.probe.proxy;

import com.google.auto.value.AutoValue;
import java.util.Optional;

/** How this JVM would go to an endpoint. */
@AutoValue
public abstract class JvmChoice {
  JvmChoice() {}

  static JvmChoice direct() {
    return new AutoValue_JvmChoice(Optional.empty(), "");
  }

  static JvmChoice notKnown(String why) {
    return new AutoValue_JvmChoice(Optional.empty(), why);
  }

  static JvmChoice through(ProxyServer proxy) {
    return new AutoValue_JvmChoice(Optional.of(proxy), "");
  }

  /** The proxy that it uses; empty if it goes directly. */
  public abstract Optional<ProxyServer> proxy();

  /** Why the choice could not be asked for and direct is assumed; empty if it was asked for. */
  public abstract String assumed();
}
