package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.util.ASN1Dump;
import org.junit.jupiter.api.Test;

/** What an LDAP pointer brings, and what a hostile server can do with it. */
class LdapTest {
  private static final int BIND_RESPONSE = 1;
  private static final int ENTRY = 4;
  private static final int DONE = 5;
  private static final int REFERENCE = 19;

  private final TestPki pki = TestPki.instance();
  private final TestMachine machine = new TestMachine();

  private static DEROctetString text(String value) {
    return new DEROctetString(value.getBytes());
  }

  private static byte[] message(int id, int operation, ASN1Encodable... content)
      throws IOException {
    return new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(id),
              new DERTaggedObject(false, BERTags.APPLICATION, operation, new DERSequence(content))
            })
        .getEncoded();
  }

  private static byte[] result(int id, int operation, int code, String text) throws IOException {
    return message(id, operation, new ASN1Enumerated(code), text(""), text(text));
  }

  private static byte[] entry(byte[] value) throws IOException {
    return message(
        2,
        ENTRY,
        text("cn=ca"),
        new DERSequence(
            new DERSequence(
                new ASN1Encodable[] {
                  text("certificateRevocationList;binary"), new DERSet(new DEROctetString(value))
                })));
  }

  /** The next message; one of the long form has less than 256 octets here. */
  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(in.readNBytes(2));
    int length = whole.toByteArray()[1] & 0xff;
    if (length == 0x81) {
      length = in.read();
      whole.write(length);
    }
    whole.write(in.readNBytes(length));
    return whole.toByteArray();
  }

  /** Binds whoever comes, and answers the search with that; tells what was searched. */
  private static TestServer directory(byte[]... answers) throws IOException {
    return TestServer.raw(socket -> serve(socket, answers));
  }

  private static String serve(Socket socket, byte[]... answers) throws IOException {
    String bind = ASN1Dump.dumpAsString(DERSequence.fromByteArray(read(socket.getInputStream())));
    socket.getOutputStream().write(result(1, BIND_RESPONSE, 0, ""));
    byte[] search = read(socket.getInputStream());
    for (byte[] answer : answers) {
      socket.getOutputStream().write(answer);
    }
    socket.getInputStream().readAllBytes();
    return bind + ASN1Dump.dumpAsString(DERSequence.fromByteArray(search), true);
  }

  private EndpointTrial crlAt(TestServer server, String query) throws Exception {
    return machine.probe(pki.crlAt("ldap://127.0.0.1:" + server.port() + "/cn=My%20CA" + query));
  }

  @Test
  void theCrlOfAnEntryIsFetchedAndVerified() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer server = directory(entry(crl), result(2, DONE, 0, ""))) {
      EndpointTrial trial =
          crlAt(server, "?certificateRevocationList?base?objectClass=cRLDistributionPoint");

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct OK", "CONTENT J direct OK");
      assertThat(trial.answer()).contains(Der.of(crl));
      assertThat(trial.workingWay()).contains("direct");
      assertThat(trial.stages().get(1).detail())
          .isEqualTo("search: 0 success, " + crl.length + " octets");
    }
  }

  @Test
  void theSearchIsWhatTheUrlAsksFor() throws Exception {
    TestServer server = directory(result(2, DONE, 0, ""));
    try (server) {
      crlAt(server, "?crl?sub?(cn=x)");
      while (server.requests().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    assertThat(server.requests().get(0).replaceAll("\\s+", " "))
        .contains(
            // My CA, in all of its tree
            "DER Octet String[8] 636e3d4d79204341",
            "DER Enumerated(2)",
            // cn, x
            "DER Octet String[2] 636e",
            "DER Octet String[1] 78",
            // crl, crl;binary
            "DER Octet String[3] 63726c",
            "DER Octet String[10] 63726c3b62696e617279");
  }

  @Test
  void whatTheServerSaysInsteadIsTold() throws Exception {
    try (TestServer none = directory(result(2, DONE, 32, "no CA here"));
        TestServer empty = directory(result(2, DONE, 0, ""));
        TestServer strict =
            TestServer.raw(
                socket -> {
                  read(socket.getInputStream());
                  socket.getOutputStream().write(result(1, BIND_RESPONSE, 48, "no anonymous"));
                  return "";
                })) {
      Stage noObject = crlAt(none, "").stages().get(1);
      assertThat(noObject.result()).isEqualTo(Stage.Result.STATUS);
      assertThat(noObject.detail()).isEqualTo("search: 32 noSuchObject (no CA here)");
      assertThat(crlAt(empty, "").stages().get(1).detail())
          .isEqualTo("search: 0 success, without the attribute that is wanted");
      Stage unbound = crlAt(strict, "").stages().get(1);
      assertThat(unbound.result()).isEqualTo(Stage.Result.STATUS);
      assertThat(unbound.detail()).isEqualTo("bind: 48 inappropriateAuthentication (no anonymous)");
    }
  }

  @Test
  void aReferralIsNamedAndNotFollowed() throws Exception {
    try (TestServer other = directory(entry(pki.crl()));
        TestServer reference =
            directory(
                message(2, REFERENCE, text("ldap://127.0.0.1:" + other.port() + "/cn=ca")),
                result(2, DONE, 0, ""))) {
      EndpointTrial trial = crlAt(reference, "");

      assertThat(trial.stages().get(1).result()).isEqualTo(Stage.Result.REDIRECT);
      assertThat(trial.stages().get(1).detail())
          .isEqualTo(
              "search: 0 success, refers to ldap://127.0.0.1:"
                  + other.port()
                  + "/cn=ca, not followed");
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void aForbiddenAddressIsNotConnectedTo() throws Exception {
    try (TestServer server = directory(entry(pki.crl()))) {
      EndpointTrial trial =
          machine.allowed("off").probe(pki.crlAt("ldap://127.0.0.1:" + server.port() + "/cn=ca"));

      assertThat(TestMachine.outline(trial)).containsExactly("CONNECT J direct FORBIDDEN");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aMessageOfTwoGigabytesIsNotWaitedFor() throws Exception {
    try (TestServer server = directory(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1})) {
      assertThat(crlAt(server, "").stages().get(1).result()).isEqualTo(Stage.Result.TOO_LARGE);
    }
  }

  @Test
  void messagesWithoutEndAreCutOff() throws Exception {
    byte[][] many = new byte[100][];
    Arrays.fill(many, message(2, REFERENCE, text("ldap://x/")));
    try (TestServer server = directory(many)) {
      assertThat(crlAt(server, "").stages().get(1).detail()).isEqualTo("more than 50 messages");
    }
  }

  @Test
  void aMessageThatTricklesEndsWithTheTime() throws Exception {
    machine.timeout(Duration.ofMillis(700));
    try (TestServer server =
        directory(new byte[] {0x30, (byte) 0x82, 0x10, 0x00, 0x02, 0x01, 0x02})) {
      EndpointTrial trial = crlAt(server, "");
      assertThat(TestMachine.outline(trial)).contains("CONTENT J direct TIMEOUT");
      assertThat(trial.stages().get(1).detail()).startsWith("no end of the answer to the search, ");
    }
  }

  @Test
  void whatSpeaksNoLdapIsNotTheServer() throws Exception {
    for (byte[] answer :
        List.of("HTTP/1.1 400 Bad\r\n".getBytes(), new byte[] {0x30, (byte) 0x80, 0, 0})) {
      try (TestServer server = directory(answer)) {
        assertThat(crlAt(server, "").stages().get(1).result())
            .isEqualTo(Stage.Result.NOT_THE_RESPONDER);
      }
    }
  }

  @Test
  void aFilterThatCannotBePutIsSaidSo() throws Exception {
    try (TestServer server = directory()) {
      Stage stage = crlAt(server, "?crl?base?(cn=a*b)").stages().get(1);
      assertThat(stage.result()).isEqualTo(Stage.Result.SKIPPED);
      assertThat(stage.detail()).isEqualTo("a filter that the agent cannot put");
    }
  }
}
