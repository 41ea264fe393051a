package io.tlswhy.probe.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerFlightTest {
  private static ServerFlight flight() {
    return new ServerFlight(
        HelloChange.NONE,
        ClientHello.builder()
            .versions(List.of(0x0303))
            .cipherSuites(List.of(0x2f))
            .groups(List.of(23))
            .build());
  }

  @Test
  void answerThatComesOctetByOctetIsReadAll() {
    ServerFlight flight = flight();
    for (byte octet : TestPeer.serverHello(0x0303, 0x2f)) {
      assertThat(flight.take(new byte[] {octet}, 1)).isTrue();
    }
    assertThat(flight.answer(Result.RESET).build().result()).isEqualTo(Result.AGREED);
  }

  @Test
  void warningThatTheNameIsUnknownEndsNothing() {
    ServerFlight flight = flight();
    assertThat(flight.take(new byte[] {21, 3, 3, 0, 2, 1, 112}, 7)).isTrue();
    assertThat(flight.take(TestPeer.serverHello(0x0303, 0x2f), 47)).isTrue();
    assertThat(flight.answer(Result.CLOSED).build().result()).isEqualTo(Result.AGREED);
  }

  @Test
  void whateverAServerSendsNothingIsThrown() {
    Random random = new Random(17);
    byte[] good = TestPeer.serverHello(0x0303, 0x2f);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      int kept = random.nextInt(good.length);
      System.arraycopy(good, 0, octets, 0, Math.min(kept, octets.length));
      ServerFlight flight = flight();
      flight.take(octets, octets.length);
      assertThat(flight.answer(Result.CLOSED).build().result()).isNotNull();
    }
  }

  @Test
  void numbersAreThoseThatTheJdkSends() throws Exception {
    javax.net.ssl.SSLEngine engine = javax.net.ssl.SSLContext.getDefault().createSSLEngine();
    for (String suite : engine.getEnabledCipherSuites()) {
      if (!suite.endsWith("_SCSV")) {
        assertThat(CipherSuites.code(suite)).as(suite).hasValue(codeInHello(suite));
      }
    }
  }

  private static int codeInHello(String suite) throws Exception {
    javax.net.ssl.SSLEngine engine = javax.net.ssl.SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    engine.setEnabledCipherSuites(new String[] {suite});
    java.nio.ByteBuffer out =
        java.nio.ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(java.nio.ByteBuffer.allocate(0), out);
    return ReadHello.of(java.util.Arrays.copyOf(out.array(), out.position())).cipherSuites.get(0);
  }
}
