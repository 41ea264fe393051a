package io.tlswhy.weave;

import io.tlswhy.weave.bytecode.ClassWeaver;
import io.tlswhy.weave.capture.Capture;
import io.tlswhy.weave.hook.HookHandler;
import io.tlswhy.weave.hook.HookInstaller;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of JSSE that fail handshakes, and has their events captured.
 *
 * <p>It is called while a class is being loaded: it loads none of JSSE's itself.
 */
public final class Weaver implements ClassFileTransformer, AutoCloseable {
  private static final long DEFAULT_SLOW_MILLIS = 2_000;

  private final Capture capture;
  private final Harmless harmless = new Harmless();

  /**
   * Puts the hook class into the JDK and connects it.
   *
   * @param options the agent's options, of which {@code slow} (in milliseconds) and {@code watch}
   *     are read
   * @param heart gives the {@code EvidenceListener}; it is asked at the first failure
   * @throws ReflectiveOperationException if this JVM does not allow it
   * @throws IOException if the hook class cannot be read
   */
  public Weaver(
      Instrumentation instrumentation, Map<String, String> options, Supplier<Object> heart)
      throws ReflectiveOperationException, IOException {
    HookInstaller.define(instrumentation);
    this.capture =
        new Capture(
            new Heart(heart, harmless),
            harmless,
            slowMillis(options),
            "on".equals(options.get("watch")));
    HookInstaller.connect(new HookHandler(capture));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (name == null) {
      return null;
    }
    try {
      return ClassWeaver.weave(name, classFile).orElse(null);
    } catch (Throwable fault) {
      harmless.swallow(fault);
      return null;
    }
  }

  /** Silences the hook; woven classes stay as they are until they are transformed again. */
  @Override
  public void close() throws ReflectiveOperationException {
    HookInstaller.disconnect();
    capture.close();
  }

  private static long slowMillis(Map<String, String> options) {
    String text = options.get("slow");
    try {
      return text == null ? DEFAULT_SLOW_MILLIS : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return DEFAULT_SLOW_MILLIS;
    }
  }
}
