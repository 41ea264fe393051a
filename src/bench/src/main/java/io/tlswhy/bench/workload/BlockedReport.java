package io.tlswhy.bench.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * A handshake that fails since no CRL can be fetched: how long until an agent reports it, and of
 * how many endpoints the report says that they are silent.
 */
public final class BlockedReport {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private BlockedReport() {}

  /** The key store, its password, and the file that the report goes to. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    Engines engines = new Engines(Path.of(arguments[0]), arguments[1], true);
    try {
      engines.handshake("localhost", 443);
      throw new IllegalStateException("the handshake passed");
    } catch (SSLException expected) {
      long start = System.nanoTime();
      Path reports = Path.of(arguments[2]);
      while (!Files.exists(reports) || !Files.readString(reports).endsWith("\n")) {
        if (System.nanoTime() - start > LONGEST.toNanos()) {
          throw new IllegalStateException("no report came");
        }
        Thread.sleep(5);
      }
      System.out.println("report " + (System.nanoTime() - start) / 1e9);
      String silent = "\"stage\":\"connect\"[^}]*\"result\":\"timeout\"";
      long found = Pattern.compile(silent).matcher(Files.readString(reports)).results().count();
      System.out.println("endpoints " + found);
    }
  }
}
