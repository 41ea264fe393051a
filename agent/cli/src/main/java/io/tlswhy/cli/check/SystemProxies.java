package io.tlswhy.cli.check;

import io.tlswhy.cli.SystemProgram;
import io.tlswhy.probe.proxy.OsProxies;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Has the operating system's own program tell the proxies that only it can read. */
final class SystemProxies {
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private SystemProxies() {}

  /** Those of this machine's user; none where there is no such program. */
  static OsProxies ofThisMachine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return read(
          OsProxies::ofRegistry,
          System.getenv().getOrDefault("SystemRoot", "C:\\Windows") + "\\System32\\reg.exe",
          "query",
          "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings");
    }
    if (system.startsWith("mac")) {
      return read(OsProxies::ofScutil, "/usr/sbin/scutil", "--proxy");
    }
    return read(
        OsProxies::ofGsettings, "/usr/bin/gsettings", "list-recursively", "org.gnome.system.proxy");
  }

  private static OsProxies read(Function<String, OsProxies> reader, String... command) {
    if (!new File(command[0]).isFile()) {
      return OsProxies.none();
    }
    List<String> whole = Arrays.asList(command);
    Optional<String> output = SystemProgram.output(whole, System.nanoTime() + LONGEST.toNanos());
    return output.map(reader).orElseGet(OsProxies::none);
  }
}
