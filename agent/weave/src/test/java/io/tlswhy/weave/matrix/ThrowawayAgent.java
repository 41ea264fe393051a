package io.tlswhy.weave.matrix;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Loads the weaver as the finished agent does: in a loader that the application does not see. */
public final class ThrowawayAgent {
  private ThrowawayAgent() {}

  /** The argument is the class path of the weaver and of the {@link Recorder}. */
  public static void premain(String classPath, Instrumentation instrumentation) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String path : classPath.split(File.pathSeparator)) {
      urls.add(new File(path).toURI().toURL());
    }
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    ClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), platform);
    Supplier<Object> heart =
        () -> {
          try {
            return loader
                .loadClass("io.tlswhy.weave.matrix.Recorder")
                .getConstructor()
                .newInstance();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    ClassFileTransformer weaver =
        (ClassFileTransformer)
            loader
                .loadClass("io.tlswhy.weave.Weaver")
                .getConstructor(Instrumentation.class, Map.class, Supplier.class)
                .newInstance(instrumentation, Collections.singletonMap("slow", "400"), heart);
    instrumentation.addTransformer(weaver, true);
  }
}
