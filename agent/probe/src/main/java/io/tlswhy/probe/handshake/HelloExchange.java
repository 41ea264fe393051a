package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.probe.net.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;

/** Sends one ClientHello over a connection of its own, and reads the server's first answer. */
final class HelloExchange {
  /** A warning that the client gives up for reasons of its own (RFC 8446 section 6.1). */
  private static final byte[] USER_CANCELED = {21, 3, 3, 0, 2, 1, 90};

  private final Way way;
  private final SecureRandom random;

  HelloExchange(Way way, SecureRandom random) {
    this.way = way;
    this.random = random;
  }

  /** Sends and reads; never throws. */
  HelloAnswer run(HelloChange change, ClientHello hello, Deadline deadline) {
    long start = System.nanoTime();
    byte[] record = hello.record(random);
    ServerFlight flight = new ServerFlight(change, hello);
    HelloAnswer.Builder answer;
    try (Line line = way.open(deadline)) {
      Result ended = exchange(line, record, flight);
      answer = flight.answer(ended).octets(record.length);
      if (answer.build().result() == Result.NOT_TLS) {
        byte[] first = flight.octets();
        SpokenProtocol.of(first).ifPresent(answer::spoken);
        answer.detail(SpokenProtocol.printable(first));
      }
    } catch (IOException e) {
      answer = HelloAnswer.builder(change, Result.NOT_CONNECTED).detail(String.valueOf(e));
    }
    return answer.took(Duration.ofNanos(System.nanoTime() - start)).build();
  }

  /** How the connection ended, if it did not end with an answer. */
  private static Result exchange(Line line, byte[] record, ServerFlight flight) {
    try {
      line.send(record);
      for (int length = line.read(); length >= 0; length = line.read()) {
        if (!flight.take(line.buffer(), length)) {
          line.send(USER_CANCELED);
          break;
        }
      }
      return Result.CLOSED;
    } catch (SocketTimeoutException e) {
      return Result.SILENT;
    } catch (EOFException e) {
      return Result.CLOSED;
    } catch (IOException e) {
      return Result.RESET;
    }
  }
}
