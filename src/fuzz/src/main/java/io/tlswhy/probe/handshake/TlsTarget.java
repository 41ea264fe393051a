package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.fuzz.Octets;
import java.util.Arrays;
import java.util.List;

/** What a server answers to a ClientHello: records, alerts, messages, certificates, or no TLS. */
public final class TlsTarget {
  private static final ClientHello HELLO =
      ClientHello.builder()
          .versions(List.of(TlsNames.TLS_1_2, TlsNames.TLS_1_3))
          .cipherSuites(List.of(0xc02f, 0x1301))
          .groups(TlsNames.everyGroup())
          .serverName("partner.test")
          .applicationProtocols(List.of("h2", "http/1.1"))
          .small(false)
          .build();

  private TlsTarget() {}

  /** Feeds it; the first octet says in pieces of which size it arrives. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    int piece = 16 * (1 + octets.next());
    byte[] answer = octets.rest();
    ServerFlight flight = new ServerFlight(HelloChange.NONE, HELLO);
    boolean more = true;
    for (int at = 0; at < answer.length && more; at += piece) {
      byte[] arrived = Arrays.copyOfRange(answer, at, Math.min(answer.length, at + piece));
      more = flight.take(arrived, arrived.length);
    }
    flight.answer(HelloAnswer.Result.CLOSED).build();
    SpokenProtocol.of(flight.octets());
    SpokenProtocol.ofPostgresql(flight.octets());
    String shown = SpokenProtocol.printable(flight.octets());
    if (shown.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("not fit to be shown: " + shown);
    }
  }
}
