package io.tlswhy.cli.attach;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's attach API, called by reflection: a run-time image without it, and a JDK 8 that keeps
 * it in {@code tools.jar}, must still run the rest of the command line.
 */
final class AttachApi {
  private static final String MACHINE = "com.sun.tools.attach.VirtualMachine";
  private static final String DESCRIPTOR = "com.sun.tools.attach.VirtualMachineDescriptor";

  /** What JDK 8 to 10 throw when a newer JVM did load the agent. */
  private static final String LOADED_ALL_THE_SAME = "0";

  private final Class<?> machine;
  private final Class<?> descriptor;

  private AttachApi(Class<?> machine, Class<?> descriptor) {
    this.machine = machine;
    this.descriptor = descriptor;
  }

  /** A JVM that can be attached to. */
  static final class Jvm {
    final String pid;
    final String name;

    Jvm(String pid, String name) {
      this.pid = pid;
      this.name = name;
    }
  }

  /** The attach API of the JVM that runs this. */
  static AttachApi ofThisJvm() throws AttachException {
    try {
      return of(ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException notThere) {
      return ofToolsJar();
    }
  }

  /** The JVMs of this user on this machine. */
  List<Jvm> list() throws AttachException {
    List<Jvm> jvms = new ArrayList<>();
    Object descriptors = call(method(machine, "list"), null);
    if (descriptors instanceof List) {
      for (Object each : (List<?>) descriptors) {
        String id = String.valueOf(call(method(descriptor, "id"), each));
        jvms.add(new Jvm(id, String.valueOf(call(method(descriptor, "displayName"), each))));
      }
    }
    return jvms;
  }

  /** Loads the agent in a jar into a JVM. */
  void load(String pid, File jar, String options) throws AttachException {
    Object attached = call(method(machine, "attach", String.class), null, pid);
    try {
      Method loadAgent = method(machine, "loadAgent", String.class, String.class);
      call(loadAgent, attached, jar.getAbsolutePath(), options);
    } catch (AttachException thrown) {
      if (!LOADED_ALL_THE_SAME.equals(thrown.said())) {
        throw thrown;
      }
    } finally {
      call(method(machine, "detach"), attached);
    }
  }

  private static AttachApi of(ClassLoader loader) throws ClassNotFoundException {
    return new AttachApi(
        Class.forName(MACHINE, true, loader), Class.forName(DESCRIPTOR, true, loader));
  }

  private static AttachApi ofToolsJar() throws AttachException {
    File home = new File(System.getProperty("java.home", ""));
    File tools = new File(home.getParentFile(), "lib/tools.jar");
    if (!tools.isFile()) {
      throw new AttachException(
          "this Java ("
              + home
              + ") has no attach API; run the command with the java of a JDK that has the module"
              + " jdk.attach (8: lib/tools.jar).");
    }
    try {
      URL[] urls = {tools.toURI().toURL()};
      // Stays open: the API loads classes and a library as it is used.
      return of(new URLClassLoader(urls, ClassLoader.getSystemClassLoader()));
    } catch (MalformedURLException | ClassNotFoundException e) {
      throw new AttachException("the attach API in " + tools + " could not be loaded: " + e);
    }
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters)
      throws AttachException {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new AttachException("the attach API of this Java is another than expected: " + e);
    }
  }

  private static @Nullable Object call(Method method, @Nullable Object target, Object... arguments)
      throws AttachException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw AttachFailures.explained(thrown.getCause());
    } catch (IllegalAccessException e) {
      throw new AttachException("the attach API of this Java is closed: " + e);
    }
  }
}
