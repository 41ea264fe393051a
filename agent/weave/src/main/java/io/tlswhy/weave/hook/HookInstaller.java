package io.tlswhy.weave.hook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens what has to be read of the JDK and defines the hook class into it.
 *
 * <p>Everything that came after Java 8 is called by reflection.
 */
public final class HookInstaller {
  private static final String HOOK = "javax.net.ssl.TlswhyHook";

  /** Packages of java.base whose private fields are read or, of Throwable, written. */
  private static final String[] OPENED = {
    "java.lang",
    "java.net",
    "java.security.cert",
    "javax.net.ssl",
    "sun.net",
    "sun.net.www.protocol.https",
    "sun.security.provider.certpath",
    "sun.security.ssl",
    "sun.security.validator"
  };

  private HookInstaller() {}

  /**
   * Makes the hook class known to the boot loader; until {@link #connect} it drops every event.
   *
   * @throws ReflectiveOperationException if this JVM does not allow it
   * @throws IOException if the class cannot be read from our own archive
   */
  public static void define(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    boolean modules = hasModules();
    if (modules) {
      open(instrumentation);
    }
    if (isDefined()) {
      return;
    }
    byte[] octets = hookOctets();
    if (modules) {
      Object lookup =
          MethodHandles.class
              .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
              .invoke(null, SSLException.class, MethodHandles.lookup());
      MethodHandles.Lookup.class
          .getMethod("defineClass", byte[].class)
          .invoke(lookup, (Object) octets);
    } else {
      defineWithUnsafe(octets);
    }
  }

  /** Lets the hook class call the handler, a subclass of it. */
  public static void connect(Object handler) throws ReflectiveOperationException {
    set(handler);
  }

  /** Lets the hook class drop every event again. */
  public static void disconnect() throws ReflectiveOperationException {
    set(null);
  }

  private static void set(@Nullable Object handler) throws ReflectiveOperationException {
    Field field = Class.forName(HOOK, false, null).getDeclaredField("handler");
    field.setAccessible(true);
    field.set(null, handler);
  }

  private static boolean isDefined() {
    try {
      Class.forName(HOOK, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean hasModules() {
    try {
      Class.class.getMethod("getModule");
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static void open(Instrumentation instrumentation) throws ReflectiveOperationException {
    Object base = Class.class.getMethod("getModule").invoke(Object.class);
    Object ours = Class.class.getMethod("getModule").invoke(HookInstaller.class);
    Map<String, Set<Object>> opens = new HashMap<String, Set<Object>>();
    for (String name : OPENED) {
      opens.put(name, Collections.singleton(ours));
    }
    Class<?> module = Class.forName("java.lang.Module");
    Method redefine =
        Instrumentation.class.getMethod(
            "redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class);
    redefine.invoke(
        instrumentation,
        base,
        Collections.emptySet(),
        Collections.emptyMap(),
        opens,
        Collections.emptySet(),
        Collections.emptyMap());
  }

  private static void defineWithUnsafe(byte[] octets) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field instance = type.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    try {
      type.getMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ClassLoader.class,
              ProtectionDomain.class)
          .invoke(instance.get(null), HOOK, octets, 0, octets.length, null, null);
    } catch (InvocationTargetException e) {
      // Another class loader of ours may have been quicker (the agent attached twice).
      if (!isDefined()) {
        throw e;
      }
    }
  }

  private static byte[] hookOctets() throws IOException {
    String name = "/" + HOOK.replace('.', '/') + ".class";
    try (InputStream in = HookInstaller.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the agent");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }
}
