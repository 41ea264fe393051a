package io.tlswhy.probe.ldap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tlswhy.evidence.LookupKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What is not LDAP is told as such. */
class LdapExchangeTest {
  private static final byte[] BOUND = {0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0};

  @Test
  void aReferenceWithoutAnAddressIsNoLdap() {
    assertNoLdap(new byte[] {0x30, 5, 2, 1, 2, 0x73, 0});
  }

  @Test
  void aReferenceToWhatIsNoTextIsNoLdap() {
    assertNoLdap(new byte[] {0x30, 8, 2, 1, 2, 0x73, 3, 2, 1, 0});
  }

  private static void assertNoLdap(byte[] message) {
    byte[] answer = new byte[BOUND.length + message.length];
    System.arraycopy(BOUND, 0, answer, 0, BOUND.length);
    System.arraycopy(message, 0, answer, BOUND.length, message.length);
    LdapExchange exchange =
        new LdapExchange(
            LdapQuery.of(URI.create("ldap://directory.test/cn=CA"), LookupKind.CRL), 1_000);

    assertThatThrownBy(() -> exchange.run(new Answering(answer)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("what came is no LDAP");
  }

  private static final class Answering extends Socket {
    private final InputStream in;

    Answering(byte[] answer) {
      in = new ByteArrayInputStream(answer);
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }
}
