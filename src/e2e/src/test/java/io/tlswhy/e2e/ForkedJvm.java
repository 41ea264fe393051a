package io.tlswhy.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts an application in another JVM, with or without the agent, and keeps what it printed. */
public final class ForkedJvm {
  /** The jar as users attach it. */
  public static final Path AGENT =
      Path.of(System.getProperty("tlswhy.agent", "../../agent/target/tlswhy.jar"))
          .toAbsolutePath()
          .normalize();

  private static final long LIMIT_SECONDS = 120;

  private final Jdk jdk;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<String> environment = new ArrayList<>();
  private String classPath = System.getProperty("tlswhy.apps", "target/classes");

  private ForkedJvm(Jdk jdk) {
    this.jdk = jdk;
  }

  /**
   * What a JVM did.
   *
   * @param status its exit status
   * @param output its standard output
   * @param errors its standard error
   */
  public record Result(int status, String output, String errors) {}

  /** A JVM of that release, every class verified. */
  public static ForkedJvm of(Jdk jdk) {
    ForkedJvm jvm = new ForkedJvm(jdk);
    jvm.arguments.add("-Xverify:all");
    return jvm;
  }

  /** Attaches the agent with these options ({@code key=value}). */
  public ForkedJvm withAgent(String... options) {
    arguments.add(
        "-javaagent:" + AGENT + (options.length == 0 ? "" : "=" + String.join(",", options)));
    return this;
  }

  /** Puts a command before the JVM's, such as one that changes the network namespace. */
  public ForkedJvm under(List<String> command) {
    prefix.addAll(command);
    return this;
  }

  /** Adds arguments for the JVM. */
  public ForkedJvm with(String... jvmArguments) {
    arguments.addAll(List.of(jvmArguments));
    return this;
  }

  /** Adds jars behind the applications' own classes. */
  public ForkedJvm withJars(List<Path> jars) {
    StringBuilder path = new StringBuilder(classPath);
    for (Path jar : jars) {
      path.append(File.pathSeparatorChar).append(jar);
    }
    classPath = path.toString();
    return this;
  }

  /** Sets an environment variable, as {@code NAME=value}. */
  public ForkedJvm withEnvironment(String variable) {
    environment.add(variable);
    return this;
  }

  /** Runs the application to its end. */
  public Result run(Class<?> application, String... applicationArguments) {
    try (Running running = start(application, applicationArguments)) {
      return running.await();
    }
  }

  /** Starts the application; its standard input stays open. */
  public Running start(Class<?> application, String... applicationArguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java().toString());
    command.addAll(arguments);
    command.add("-cp");
    command.add(classPath);
    command.add(application.getName());
    command.addAll(List.of(applicationArguments));
    try {
      Path output = Files.createTempFile("tlswhy-e2e", ".out");
      Path errors = Files.createTempFile("tlswhy-e2e", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      // What is set around the tests is not the tests' matter.
      builder.environment().keySet().removeIf(name -> name.startsWith("TLSWHY_"));
      for (String variable : environment) {
        int equals = variable.indexOf('=');
        builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
      }
      return new Running(builder.start(), output, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An application that runs. */
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final Path errors;

    private Running(Process process, Path output, Path errors) {
      this.process = process;
      this.output = output;
      this.errors = errors;
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
      return process.isAlive();
    }

    /** Its process id. */
    public long pid() {
      return process.pid();
    }

    /** What it has written to standard output by now. */
    public String output() {
      return soFar(output);
    }

    /** What it has written to standard error by now. */
    public String errors() {
      return soFar(errors);
    }

    private static String soFar(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Closes its standard input, and kills it if it has not ended within that time. */
    public Result end(Duration within) {
      try {
        process.getOutputStream().close();
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
        }
        return result();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }

    private Result await() {
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "still running after " + LIMIT_SECONDS + " s: " + process.info().commandLine());
        }
        return result();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }

    private Result result() throws IOException {
      return new Result(
          process.exitValue(),
          Files.readString(output, StandardCharsets.UTF_8),
          withoutNotices(Files.readString(errors, StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
      try {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes out the notice that newer JVMs print about {@code -Xverify:all} itself. */
  private static String withoutNotices(String errors) {
    StringBuilder kept = new StringBuilder();
    for (String line : errors.split("(?<=\n)")) {
      if (!line.contains("Options -Xverify")) {
        kept.append(line);
      }
    }
    return kept.toString();
  }
}
