package io.tlswhy.e2e.app;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Collections;

/** Looks, from inside an application, at which classes and services its class path shows. */
public final class Visibility {
  private Visibility() {}

  /**
   * Prints one line an argument: for a class where it comes from or {@code absent}, for a resource
   * (with a slash) how often it is found.
   */
  public static void main(String[] arguments) throws IOException {
    Fetch.failOnce(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      String name = arguments[i];
      System.out.println(name + " " + (name.indexOf('/') < 0 ? ofClass(name) : ofResource(name)));
    }
  }

  private static String ofClass(String name) {
    try {
      CodeSource source =
          Class.forName(name, false, Visibility.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource();
      if (source == null) {
        return "platform";
      }
      String path = source.getLocation().getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    } catch (ClassNotFoundException absent) {
      return "absent";
    }
  }

  private static String ofResource(String name) throws IOException {
    int found = 0;
    for (URL resource : Collections.list(Visibility.class.getClassLoader().getResources(name))) {
      found += resource.getPath().contains("tlswhy.jar") ? 1 : 0;
    }
    return Integer.toString(found);
  }
}
