package io.tlswhy.diagnosis.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerHistory;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T11:00:00.250Z");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final URI RESPONDER = URI.create("http://ocsp.example/");
  private static final URI CRL = URI.create("http://crl.example/ca.crl");

  @Test
  void backendsThatSendDifferentChainsAreToldApart() {
    History history =
        of(
            backends(
                Backend.of("192.0.2.7", "5a", 1, 3, 0, Optional.empty()),
                Backend.of("192.0.2.7", "5a", 2, 0, 4, Optional.of(NOW))));

    assertThat(history.comesAndGoes()).isTrue();
    assertThat(history.frequency())
        .containsExactly(
            "3 of 7 full handshakes with partner.example:443 have failed since"
                + " 2026-11-20T11:00:00Z: 3 of 3 where the peer sent 1 certificate (serial 5a),"
                + " none of 4 where the peer sent 2 certificates (serial 5a).");
  }

  @Test
  void addressesAreToldApart() {
    History history =
        of(
            backends(
                Backend.of("192.0.2.7", "5a", 2, 2, 0, Optional.empty()),
                Backend.of("192.0.2.8", "5a", 2, 1, 4, Optional.of(NOW))));

    assertThat(history.frequency())
        .containsExactly(
            "3 of 7 full handshakes with partner.example:443 have failed since"
                + " 2026-11-20T11:00:00Z: 2 of 2 at 192.0.2.7, 1 of 5 at 192.0.2.8.");
  }

  @Test
  void addressThatNeverGotAsFarAsItsCertificateIsSaidToBeSo() {
    History history =
        of(
            backends(
                Backend.of("192.0.2.7", "", 0, 4, 0, Optional.empty()),
                Backend.of("192.0.2.8", "5a", 2, 0, 4, Optional.of(NOW))));

    assertThat(history.frequency())
        .containsExactly(
            "4 of 8 full handshakes with partner.example:443 have failed since"
                + " 2026-11-20T11:00:00Z: 4 of 4 at 192.0.2.7 where no certificate came, none of 4"
                + " at 192.0.2.8 where the peer sent 2 certificates (serial 5a).");
  }

  @Test
  void whatOnlyEverFailedIsNotCalledIntermittent() {
    History history = of(backends(Backend.of("192.0.2.7", "5a", 1, 30, 0, Optional.empty())));

    assertThat(history.comesAndGoes()).isFalse();
    assertThat(history.frequency()).isEmpty();
  }

  @Test
  void twoFailuresAreNotEnoughToCallItIntermittent() {
    History history =
        of(
            backends(
                Backend.of("192.0.2.7", "5a", 1, 2, 0, Optional.empty()),
                Backend.of("192.0.2.7", "5a", 2, 0, 9, Optional.of(NOW))));

    assertThat(history.comesAndGoes()).isFalse();
    assertThat(history.frequency()).hasSize(1);
  }

  @Test
  void requestsThroughTheProxyAreCounted() {
    EndpointHistory endpoint =
        EndpointHistory.builder(LookupKind.OCSP, RESPONDER)
            .since(SINCE)
            .failed(4)
            .passed(16)
            .lastWorked(NOW.minusSeconds(5))
            .build();
    HandshakeFailure failure = failure().endpointHistories(List.of(endpoint)).build();

    History history =
        History.of(
            failure,
            diagnosis(),
            jvm(Map.of("http.proxyHost", "proxy.corp", "http.proxyPort", "3128")));

    assertThat(history.comesAndGoes()).isTrue();
    assertThat(history.frequency())
        .containsExactly(
            "4 of 20 requests to the OCSP responder http://ocsp.example/ through the proxy"
                + " proxy.corp:3128 have failed since 2026-11-20T11:00:00Z.");
    assertThat(history.validity()).isEmpty();
  }

  @Test
  void deadAddressOfAnEndpointIsNamed() {
    EndpointHistory endpoint =
        EndpointHistory.builder(LookupKind.OCSP, RESPONDER)
            .since(SINCE)
            .failed(4)
            .passed(4)
            .lastWorked(NOW)
            .build();
    EndpointTrial trial =
        EndpointTrial.builder(LookupKind.OCSP, RESPONDER)
            .stages(
                List.of(
                    connect("192.0.2.5", Stage.Result.TIMEOUT),
                    connect("192.0.2.6", Stage.Result.OK)))
            .build();

    assertThat(
            History.of(
                    failure().endpointHistories(List.of(endpoint)).build(),
                    diagnosis().toBuilder().endpoints(List.of(trial)).build(),
                    jvm(Map.of()))
                .frequency())
        .containsExactly(
            "4 of 8 requests to the OCSP responder http://ocsp.example/ have failed since"
                + " 2026-11-20T11:00:00Z: of its addresses, 192.0.2.5 takes no connection and"
                + " 192.0.2.6 does.");
  }

  private static String frequency(EndpointHistory endpoint, EndpointTrial... trials) {
    return HistorySentences.ofEndpoint(endpoint, Optional.empty(), List.of(trials)).orElseThrow();
  }

  @Test
  void severalAddressesAreSpokenOfInThePlural() {
    EndpointHistory endpoint =
        EndpointHistory.builder(LookupKind.CA_ISSUERS, RESPONDER)
            .since(SINCE)
            .failed(4)
            .passed(4)
            .build();
    EndpointTrial trial =
        EndpointTrial.builder(LookupKind.CA_ISSUERS, RESPONDER)
            .stages(
                List.of(
                    connect("192.0.2.5", Stage.Result.TIMEOUT),
                    connect("2001:db8::5", Stage.Result.UNREACHABLE),
                    connect("192.0.2.6", Stage.Result.OK),
                    connect("192.0.2.7", Stage.Result.OK)))
            .build();

    assertThat(frequency(endpoint, trial))
        .isEqualTo(
            "4 of 8 fetches of the issuer http://ocsp.example/ have failed since"
                + " 2026-11-20T11:00:00Z: of its addresses, 192.0.2.5, 2001:db8::5 take no connection"
                + " and 192.0.2.6, 192.0.2.7 do.");
  }

  @Test
  void oneFailureIsSpokenOfInTheSingular() {
    assertThat(
            frequency(
                EndpointHistory.builder(LookupKind.OCSP, RESPONDER)
                    .since(SINCE)
                    .failed(1)
                    .lastWorked(SINCE.minusSeconds(3600))
                    .failingSince(SINCE)
                    .build()))
        .isEqualTo(
            "The latest of the requests to the OCSP responder http://ocsp.example/ failed at"
                + " 2026-11-20T11:00:00Z; the last one that worked was at 2026-11-20T10:00:00Z.");
  }

  @Test
  void anIpv6AddressStandsInBracketsBeforeItsPort() {
    PeerHistory peer =
        PeerHistory.of(SINCE, List.of(Backend.of("2001:db8::7", "5a", 1, 1, 2, Optional.empty())));

    assertThat(HistorySentences.ofPeer(Peer.of("", 443, "2001:db8::7"), peer))
        .contains(
            "1 of 3 full handshakes with [2001:db8::7]:443 has failed since 2026-11-20T11:00:00Z.");
    assertThat(HistorySentences.ofPeer(Peer.of("partner.example", -1, ""), peer))
        .contains(
            "1 of 3 full handshakes with partner.example has failed since 2026-11-20T11:00:00Z.");
  }

  @Test
  void listThatRunsOutWhileItsHostIsAwayIsTold() {
    EndpointHistory endpoint =
        EndpointHistory.builder(LookupKind.CRL, CRL)
            .since(SINCE)
            .failed(3)
            .lastWorked(SINCE.minusSeconds(3600))
            .failingSince(SINCE)
            .nextUpdate(NOW.plusSeconds(7200))
            .notAskedBefore(NOW.plusSeconds(20))
            .build();

    History history = of(failure().endpointHistories(List.of(endpoint)).build());

    assertThat(history.comesAndGoes()).isFalse();
    assertThat(history.frequency())
        .containsExactly(
            "All 3 fetches of the CRL http://crl.example/ca.crl have failed since"
                + " 2026-11-20T11:00:00Z; the last one that worked was at 2026-11-20T10:00:00Z.");
    assertThat(history.validity())
        .containsExactly(
            "What http://crl.example/ca.crl last brought is valid until 2026-11-20T14:00:00Z; the"
                + " JDK forgets it as soon as a fetch fails.",
            "This JVM does not ask http://crl.example/ca.crl again before 2026-11-20T12:00:20Z: the"
                + " JDK repeats a failed fetch for 30 seconds.");
  }

  @Test
  void responseThatRanOutIsTold() {
    EndpointHistory endpoint =
        EndpointHistory.builder(LookupKind.OCSP, RESPONDER)
            .since(SINCE)
            .failed(1)
            .failingSince(SINCE)
            .nextUpdate(NOW.minusSeconds(60))
            .build();

    assertThat(of(failure().endpointHistories(List.of(endpoint)).build()).validity())
        .containsExactly(
            "What http://ocsp.example/ last brought ran out at 2026-11-20T11:59:00Z; the JDK keeps"
                + " no response from one handshake to the next.");
  }

  private static History of(HandshakeFailure failure) {
    return History.of(failure, diagnosis(), jvm(Map.of()));
  }

  private static HandshakeFailure backends(Backend... backends) {
    return failure().peerHistory(PeerHistory.of(SINCE, List.of(backends))).build();
  }

  private static HandshakeFailure.Builder failure() {
    return HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, Role.CLIENT, NOW)
        .peer(Peer.of("partner.example", 443, "192.0.2.7"));
  }

  private static Stage connect(String address, Stage.Result result) {
    return Stage.of(Stage.Kind.CONNECT, true, "direct", address, result, Duration.ofMillis(3), "");
  }

  private static Diagnosis diagnosis() {
    return Diagnosis.builder(Cause.CHAIN_INCOMPLETE, Confidence.PROVED, "A sentence.").build();
  }

  private static JvmFacts jvm(Map<String, String> properties) {
    return JvmFacts.of(17, "17.0.15", "Debian", "host", 42, properties, Map.of(), Map.of());
  }
}
