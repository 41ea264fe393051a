package io.tlswhy.entry;

import java.lang.reflect.InvocationTargetException;

/** Where {@code java -jar tlswhy.jar} starts: opens the command line's tier and hands over. */
public final class Main {
  private static final int NOT_CARRIED_OUT = 3;

  private Main() {}

  /** Runs the command line. */
  public static void main(String[] arguments) throws Throwable {
    try {
      Class<?> commandLine = new Tiers().commandLine().loadClass("io.tlswhy.cli.Tlswhy");
      Thread.currentThread().setContextClassLoader(commandLine.getClassLoader());
      commandLine.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (ClassNotFoundException absent) {
      new StandardError().say("this jar holds no command line; use it as -javaagent.");
      System.exit(NOT_CARRIED_OUT);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
