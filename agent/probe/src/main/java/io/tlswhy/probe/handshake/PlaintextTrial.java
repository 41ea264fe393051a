package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.probe.net.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out what a port speaks in the clear: waits for a greeting, then asks in the protocols whose
 * servers speak second, each over a connection of its own. No request does more than to ask who is
 * there.
 */
final class PlaintextTrial {
  private static final int ENOUGH = 64;

  /** How long a server that greets first is waited for: most do at once. */
  private static final Duration GREETING = Duration.ofMillis(700);

  private static final byte[] HTTP = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** PostgreSQL's SSLRequest: the length, and a number that is no version. */
  private static final byte[] POSTGRESQL = {0, 0, 0, 8, 4, (byte) 0xd2, 22, 47};

  /** An anonymous bind of LDAP version 3 (RFC 4511 section 4.2). */
  private static final byte[] LDAP = {0x30, 12, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, (byte) 0x80, 0};

  private static final int QUESTIONS = 3;

  private final Way way;
  private final Deadline deadline;

  PlaintextTrial(Way way, Deadline deadline) {
    this.way = way;
    this.deadline = deadline;
  }

  /** Waits and asks until it is known; never throws. */
  HelloAnswer run() {
    long start = System.nanoTime();
    Optional<HelloAnswer.Builder> found = heard(new byte[0], SpokenProtocol::of, greetingTime());
    for (int i = 0; i < QUESTIONS && !found.isPresent(); i++) {
      Duration share = deadline.left().dividedBy(QUESTIONS - i);
      found = ask(i, share);
    }
    return found
        .orElseGet(() -> HelloAnswer.builder(HelloChange.PLAINTEXT, Result.SILENT))
        .took(Duration.ofNanos(System.nanoTime() - start))
        .build();
  }

  private Duration greetingTime() {
    Duration quarter = deadline.left().dividedBy(4);
    return quarter.compareTo(GREETING) < 0 ? quarter : GREETING;
  }

  private Optional<HelloAnswer.Builder> ask(int question, Duration time) {
    switch (question) {
      case 0:
        return heard(HTTP, SpokenProtocol::of, time);
      case 1:
        return heard(POSTGRESQL, SpokenProtocol::ofPostgresql, time);
      default:
        return heard(LDAP, SpokenProtocol::of, time);
    }
  }

  private Optional<HelloAnswer.Builder> heard(
      byte[] request, Function<byte[], Optional<String>> reader, Duration time) {
    byte[] first = firstOctets(request, Deadline.in(time));
    return reader
        .apply(first)
        .map(
            spoken ->
                HelloAnswer.builder(HelloChange.PLAINTEXT, Result.NOT_TLS)
                    .spoken(spoken)
                    .detail(SpokenProtocol.printable(first)));
  }

  private byte[] firstOctets(byte[] request, Deadline until) {
    byte[] first = new byte[0];
    try (Line line = way.open(until)) {
      if (request.length > 0) {
        line.send(request);
      }
      for (int length = line.read(); length >= 0; length = line.read()) {
        int before = first.length;
        first = Arrays.copyOf(first, before + length);
        System.arraycopy(line.buffer(), 0, first, before, length);
        if (first.length >= ENOUGH || SpokenProtocol.of(first).isPresent()) {
          return first;
        }
      }
    } catch (IOException silentOrClosed) {
      // What came before is all there is.
      return first;
    }
    return first;
  }
}
