package io.tlswhy.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes and resources of one tier, and asks its parent only for what the tier lacks.
 *
 * <p>The tier goes first, since a class of the same name may lie in a JDK's extension folder. It
 * never asks the application's class path: the agent's libraries must be its own.
 */
final class TierLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final TierArchive archive;
  private final ProtectionDomain domain;

  /** A loader over the tier of that name in the jar. */
  TierLoader(String tier, ZipFile jar, @Nullable ClassLoader parent, ProtectionDomain domain)
      throws IOException {
    super(parent);
    this.archive = new TierArchive(jar, "tiers/" + tier);
    this.domain = domain;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] classFile = isJdks(name) ? null : read(name.replace('.', '/') + ".class");
        if (classFile == null) {
          return super.loadClass(name, resolve);
        }
        loaded = define(name, classFile);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] content = read(name);
    return content != null ? new ByteArrayInputStream(content) : super.getResourceAsStream(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    if (!archive.contains(name)) {
      return null;
    }
    try {
      return new URL("tlswhy", "", -1, "/" + name, new TierResource(archive));
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return Collections.enumeration(
        own == null ? Collections.<URL>emptyList() : Collections.singletonList(own));
  }

  /**
   * Whether only the JDK's loaders may give the class. A tier may hold one that is yet to be
   * defined into a package of the JDK; for the tier it is a resource.
   */
  private static boolean isJdks(String name) {
    return name.startsWith("java.") || name.startsWith("javax.");
  }

  private Class<?> define(String name, byte[] classFile) {
    int dot = name.lastIndexOf('.');
    String packageName = dot < 0 ? "" : name.substring(0, dot);
    if (!packageName.isEmpty() && getPackage(packageName) == null) {
      try {
        definePackage(packageName, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException already) {
        // Another thread defined it since.
      }
    }
    return defineClass(name, classFile, 0, classFile.length, domain);
  }

  private byte @Nullable [] read(String name) {
    try {
      return archive.read(name);
    } catch (IOException unreadable) {
      throw new IllegalStateException("the agent's jar can no longer be read", unreadable);
    }
  }
}
