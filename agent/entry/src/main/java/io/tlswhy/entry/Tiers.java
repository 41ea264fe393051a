package io.tlswhy.entry;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens the tiers one after the other, each when it is first needed and once.
 *
 * <p>As a supplier it gives the heart. None of the loaders ever asks the application's class path.
 */
final class Tiers implements Supplier<Object>, AutoCloseable {
  private static final String WEAVER = "io.tlswhy.weave.Weaver";
  private static final String HEART = "io.tlswhy.assembly.Heart";
  private static final String COMMAND_LINE = "io.tlswhy.cli.Tlswhy";

  private final Map<String, String> options;
  private final ZipFile jar;
  private final ProtectionDomain domain;

  private Supplier<Class<?>[]> loadedClasses = () -> new Class<?>[0];
  private @Nullable TierLoader weaveLoader;
  private @Nullable TierLoader heartLoader;
  private @Nullable Object heart;

  /** The tiers in the jar that this class came from. */
  Tiers(Map<String, String> options) throws IOException, URISyntaxException {
    this.options = options;
    CodeSource source = Tiers.class.getProtectionDomain().getCodeSource();
    this.jar = new ZipFile(new File(source.getLocation().toURI()));
    // An agent's code does its work below the application's frames, whatever policy those have.
    Permissions permissions = new Permissions();
    permissions.add(new AllPermission());
    this.domain = new ProtectionDomain(source, permissions);
  }

  /** The transformer that weaves the classes of JSSE. */
  ClassFileTransformer weaver(Instrumentation instrumentation) throws Exception {
    synchronized (this) {
      loadedClasses = instrumentation::getAllLoadedClasses;
    }
    return (ClassFileTransformer)
        weaveLoader()
            .loadClass(WEAVER)
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
            heartLoader()
                .loadClass(HEART)
                .getConstructor(Map.class, Supplier.class)
                .newInstance(options, loadedClasses);
      } catch (ReflectiveOperationException | IOException cause) {
        throw new IllegalStateException("the heart could not be opened", cause);
      }
      heart = made;
    }
    return made;
  }

  /** The class whose {@code main} is the command line. */
  Class<?> commandLine() throws IOException, ClassNotFoundException {
    return new TierLoader("cli", jar, heartLoader(), domain).loadClass(COMMAND_LINE);
  }

  /**
   * Closes the heart if it was opened and can be. The jar stays open until the loaders are
   * collected: a thread that is still in the hook may need one more class.
   */
  @Override
  public synchronized void close() throws Exception {
    if (heart instanceof AutoCloseable) {
      ((AutoCloseable) heart).close();
    }
  }

  private synchronized TierLoader weaveLoader() throws IOException {
    TierLoader loader = weaveLoader;
    if (loader == null) {
      loader = new TierLoader("weave", jar, Gate.platformLoader(), domain);
      weaveLoader = loader;
    }
    return loader;
  }

  private synchronized TierLoader heartLoader() throws IOException {
    TierLoader loader = heartLoader;
    if (loader == null) {
      loader = new TierLoader("heart", jar, weaveLoader(), domain);
      heartLoader = loader;
    }
    return loader;
  }
}
