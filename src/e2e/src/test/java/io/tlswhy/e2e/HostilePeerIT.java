package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Peers and endpoints that mean harm: the application is unaffected, and at most one record is
 * told.
 */
class HostilePeerIT {
  private static final String PEER = "hostile.test";
  private static final String CRL_HOST = "crl.hostile.test";
  private static final int TWO_HUNDRED_MEGABYTES = 200 * 1024 * 1024;

  @Test
  void aCertificateThatDoesNotParse() throws IOException {
    try (Lab lab = new Lab();
        RawServer server = RawServer.start(lab.host(PEER), HostilePeerIT::sendGarbageCertificate)) {
      ForkedJvm.Result result =
          fetch(lab, server.port(), List.of("-Djdk.tls.client.protocols=TLSv1.2"));
      assertThat(result.output()).contains("tlswhy[cert.malformed]").contains("done");
      assertThat(recordsIn(result)).isEqualTo(1);
    }
  }

  @Test
  void aSubjectOfTenThousandCharactersThatFakesARecord() throws IOException {
    String fake = "x\u0007\u001b[31m tlswhy[chain.expired] ".repeat(400);
    try (Lab lab = new Lab()) {
      Identity identity = LabCa.selfSigned(CertificateSpec.nameless(fake).dnsName(PEER));
      TlsPeer peer = lab.peer(PEER, TlsContexts.of(identity));
      ForkedJvm.Result result = fetch(lab, peer.port(), List.of());
      assertThat(result.output()).contains("tlswhy[chain.self-signed]").contains("done");
      assertThat(result.output() + result.errors())
          .doesNotContain("tlswhy[chain.expired]")
          .doesNotContain("\u001b")
          .doesNotContain("\u0007");
      assertThat(result.output().lines().filter(line -> line.startsWith("failed")))
          .allSatisfy(line -> assertThat(ours(line)).hasSizeLessThanOrEqualTo(700));
      assertThat(result.errors()).hasSizeLessThan(8_000);
    }
  }

  @Test
  void aRevocationListOfTwoHundredMegabytes() throws IOException {
    ForkedJvm.Result result = fetchWithCrl(HostilePeerIT::sendEndlessZeros, "-Xmx2g");
    assertThat(result.output()).contains("tlswhy[revocation.").contains("done");
    assertThat(recordsIn(result)).isEqualTo(1);
  }

  @Test
  void anEndpointThatSendsOneByteASecond() throws IOException {
    ForkedJvm.Result result =
        fetchWithCrl(
            Reply.trickled("application/pkix-crl", new byte[20], Duration.ofSeconds(1)),
            "-Dcom.sun.security.crl.readtimeout=2");
    assertThat(recordsIn(result)).isEqualTo(1);
    assertThat(result.errors()).contains("tlswhy[revocation.slow]");
  }

  @Test
  void redirectsInACircle() throws IOException {
    ForkedJvm.Result result = fetchWithCrl(Reply.redirect("/ca.crl"), "-Dhttp.maxRedirects=5");
    assertThat(result.output()).contains("tlswhy[revocation.").contains("done");
    assertThat(recordsIn(result)).isEqualTo(1);
  }

  private static ForkedJvm.Result fetchWithCrl(Reply reply, String flag) throws IOException {
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Hostile Root");
      int port = lab.http(CRL_HOST).serve("/ca.crl", reply).address().getPort();
      Identity identity =
          root.issue(
              CertificateSpec.server(PEER).crl("http://" + CRL_HOST + ":" + port + "/ca.crl"));
      TlsPeer peer = lab.peer(PEER, TlsContexts.of(identity));
      List<String> flags = new ArrayList<>(lab.trusting(root.certificate()));
      flags.add(flag);
      flags.add("-Dcom.sun.net.ssl.checkRevocation=true");
      flags.add("-Dcom.sun.security.enableCRLDP=true");
      return fetch(lab, peer.port(), flags);
    }
  }

  private static ForkedJvm.Result fetch(Lab lab, int port, List<String> flags) {
    List<String> arguments = new ArrayList<>(lab.names().jvmFlags());
    arguments.addAll(flags);
    return ForkedJvm.of(Jdk.current())
        .withJars(List.of(lab.names().classPath()))
        .withAgent("allow=127.0.0.0/8", "timeout=2s")
        .with(arguments.toArray(new String[0]))
        .run(Fetch.class, "https://" + PEER + ":" + port + "/", "1", "4000");
  }

  private static long recordsIn(ForkedJvm.Result result) {
    return result.errors().lines().filter(line -> line.contains("tlswhy[")).count();
  }

  private static String ours(String line) {
    return line.substring(line.lastIndexOf("tlswhy["));
  }

  private static void sendEndlessZeros(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/pkix-crl");
    exchange.sendResponseHeaders(200, TWO_HUNDRED_MEGABYTES);
    byte[] block = new byte[1 << 16];
    // A SEQUENCE of as many octets: what reads it as DER has to take all of it.
    byte[] head = {0x30, (byte) 0x84, 0x0c, 0x7f, (byte) 0xff, (byte) 0xfa};
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(head);
      for (int sent = head.length; sent < TWO_HUNDRED_MEGABYTES; sent += block.length) {
        out.write(block, 0, Math.min(block.length, TWO_HUNDRED_MEGABYTES - sent));
      }
    }
  }

  /** A TLS 1.2 ServerHello and a Certificate message whose one certificate is garbage. */
  private static void sendGarbageCertificate(Socket connection) throws IOException {
    byte[] header = connection.getInputStream().readNBytes(5);
    connection.getInputStream().readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.write(new byte[] {3, 3});
    hello.write(new byte[32]);
    hello.write(0);
    hello.write(new byte[] {(byte) 0xc0, 0x2f, 0});
    ByteArrayOutputStream certificate = new ByteArrayOutputStream();
    certificate.write(new byte[] {0, 0, 103, 0, 0, 100});
    certificate.write("not a certificate at all ".repeat(4).getBytes(StandardCharsets.US_ASCII));
    OutputStream out = connection.getOutputStream();
    out.write(handshake(2, hello.toByteArray()));
    out.write(handshake(11, certificate.toByteArray()));
    out.flush();
    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static byte[] handshake(int type, byte[] body) throws IOException {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    int length = body.length + 4;
    record.write(new byte[] {22, 3, 3, (byte) (length >> 8), (byte) length});
    record.write(new byte[] {(byte) type, 0, (byte) (body.length >> 8), (byte) body.length});
    record.write(body);
    return record.toByteArray();
  }
}
