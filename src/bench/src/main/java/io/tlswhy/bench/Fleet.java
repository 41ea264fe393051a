package io.tlswhy.bench;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import io.tlswhy.probe.Pacing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * What ten thousand JVMs that lose the same endpoint at once send to it: each has the agent's own
 * scheduler, with a clock that only the simulation moves.
 *
 * <p>A trial at the silent endpoint takes the whole time-out, and opens one connection to each
 * address.
 */
final class Fleet {
  private static final int JVMS = 10_000;
  private static final int TIMEOUT_SECONDS = 5;
  private static final int HOURS_SECONDS = 2 * 3600;
  private static final int STEADY_FROM = HOURS_SECONDS / 2;
  private static final long SEED = 20_261_120;

  private final EndpointQuestion question;
  private long nanos;

  private Fleet(EndpointQuestion question) {
    this.question = question;
  }

  /** Prints a table: how often the failing handshakes ask, and what the endpoint then gets. */
  static void print(Path keyStore) throws IOException, GeneralSecurityException {
    EndpointQuestion question =
        EndpointQuestion.of(
            LookupKind.CRL,
            URI.create("http://crl.example/ca.crl"),
            certificate(keyStore),
            Optional.empty(),
            true,
            Role.CLIENT);
    System.out.println(
        "| each JVM asks every | first second | first minute, peak | steady, mean | steady, peak |");
    System.out.println("|---|---|---|---|---|");
    for (Duration every : new Duration[] {Duration.ofSeconds(1), Duration.ofMinutes(10)}) {
      System.out.println(new Fleet(question).row((int) every.toSeconds()));
    }
  }

  /** One simulation of two hours; the second one is the steady state. */
  private String row(int everySeconds) {
    Random random = new Random(SEED);
    Pacing[] jvms = new Pacing[JVMS];
    int[] ends = new int[JVMS];
    @SuppressWarnings({"unchecked", "rawtypes"})
    CompletableFuture<EndpointTrial>[] running = new CompletableFuture[JVMS];
    for (int i = 0; i < JVMS; i++) {
      jvms[i] = new Pacing(() -> nanos, random::nextDouble);
    }
    int[] trials = new int[HOURS_SECONDS];
    EndpointTrial silent = EndpointTrial.builder(question.kind(), question.url()).build();
    for (int second = 0; second < HOURS_SECONDS; second++) {
      nanos = Duration.ofSeconds(second).toNanos();
      for (int i = 0; i < JVMS; i++) {
        if (running[i] != null && ends[i] == second) {
          running[i].complete(silent);
          running[i] = null;
        }
        // Each asks in a second of its own, but for the one in which all lose the endpoint.
        if (second == 0 || second % everySeconds == i % everySeconds) {
          int jvm = i;
          int now = second;
          jvms[i].ask(
              question,
              asked -> {
                trials[now]++;
                ends[jvm] = now + TIMEOUT_SECONDS;
                running[jvm] = new CompletableFuture<>();
                return running[jvm];
              });
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "| %d s | %d | %d | %.1f | %d |",
        everySeconds,
        trials[0],
        peak(trials, 1, 60),
        mean(trials),
        peak(trials, STEADY_FROM, HOURS_SECONDS));
  }

  private static int peak(int[] trials, int from, int to) {
    int peak = 0;
    for (int second = from; second < to; second++) {
      peak = Math.max(peak, trials[second]);
    }
    return peak;
  }

  private static double mean(int[] trials) {
    long sum = 0;
    for (int second = STEADY_FROM; second < HOURS_SECONDS; second++) {
      sum += trials[second];
    }
    return (double) sum / (HOURS_SECONDS - STEADY_FROM);
  }

  private static X509Certificate certificate(Path keyStore)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, KeyMaterial.PASSWORD.toCharArray());
    }
    return (X509Certificate) keys.getCertificate("server");
  }
}
