package io.tlswhy.entry;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what lies in the tiers: the weaver, and as a supplier the heart.
 *
 * <p>Both are known here by name only; their classes do not see this one either.
 */
final class Opening implements Supplier<Object>, AutoCloseable {
  private final Instrumentation instrumentation;
  private final Map<String, String> options;
  private final Tiers tiers;
  private @Nullable Object heart;

  /** Nothing is made yet. */
  Opening(Instrumentation instrumentation, Map<String, String> options)
      throws IOException, URISyntaxException {
    this.instrumentation = instrumentation;
    this.options = options;
    this.tiers = new Tiers();
  }

  /** The transformer that weaves the classes of JSSE. */
  ClassFileTransformer weaver() throws ReflectiveOperationException, IOException {
    return (ClassFileTransformer)
        tiers
            .weave()
            .loadClass("io.tlswhy.weave.Weaver")
            .getConstructor(Instrumentation.class, Map.class, Supplier.class)
            .newInstance(instrumentation, options, this);
  }

  /** The heart: the same one at each call. */
  @Override
  public synchronized Object get() {
    Object made = heart;
    if (made == null) {
      try {
        made =
            tiers
                .heart()
                .loadClass("io.tlswhy.assembly.Heart")
                .getConstructor(Map.class, Instrumentation.class)
                .newInstance(options, instrumentation);
      } catch (ReflectiveOperationException | IOException cause) {
        throw new IllegalStateException("the heart could not be opened", cause);
      }
      heart = made;
    }
    return made;
  }

  /** Closes the heart if it was made and can be closed. */
  @Override
  public synchronized void close() throws Exception {
    if (heart instanceof AutoCloseable) {
      ((AutoCloseable) heart).close();
    }
  }
}
