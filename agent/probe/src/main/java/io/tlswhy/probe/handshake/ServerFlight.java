package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server's first answer to a ClientHello, taken in as it arrives: an alert, a ServerHello with
 * the certificates that follow it in the clear (before TLS 1.3), or something that is no TLS.
 *
 * <p>Everything in it is a stranger's: lengths are checked against what is there, and no more than
 * 64 kB are taken.
 */
final class ServerFlight {
  private static final int MOST = 64 << 10;
  private static final int MOST_CERTIFICATES = 10;
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int LONGEST_RECORD = (1 << 14) + 2048;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int WARNING = 1;
  private static final int UNRECOGNIZED_NAME = 112;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int NAMED_CURVE = 3;
  private static final int RANDOM = 32;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int KEY_SHARE = 51;
  private static final int APPLICATION_PROTOCOLS = 16;

  private final ClientHello hello;
  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final HelloAnswer.Builder answer;
  private int taken;
  private boolean agreed;
  private boolean ecdhe;
  private boolean done;

  ServerFlight(HelloChange change, ClientHello hello) {
    this.hello = hello;
    this.answer = HelloAnswer.builder(change, Result.CLOSED);
  }

  /** Takes in what arrived; says whether more would tell more. */
  boolean take(byte[] octets, int length) {
    arrived.write(octets, 0, Math.min(length, MOST - arrived.size()));
    try {
      readRecords();
    } catch (RuntimeException | CertificateException malformed) {
      // A length that leads out of its message, or a certificate that is none.
      end(agreed ? Result.AGREED : Result.NOT_TLS);
    }
    return !done && arrived.size() < MOST;
  }

  /** What there is, when nothing more is read; {@code otherwise} if there was no answer. */
  HelloAnswer.Builder answer(Result otherwise) {
    if (!done) {
      boolean partial = arrived.size() > 0 && !agreed && !looksLikeTls();
      answer.result(agreed ? Result.AGREED : partial ? Result.NOT_TLS : otherwise);
    }
    return answer;
  }

  /** The octets that are no TLS. */
  byte[] octets() {
    return arrived.toByteArray();
  }

  private boolean looksLikeTls() {
    byte[] all = arrived.toByteArray();
    return (all[0] == ALERT || all[0] == HANDSHAKE) && (all.length < 2 || all[1] == 3);
  }

  private void end(Result result) {
    answer.result(result);
    done = true;
  }

  private void readRecords() throws CertificateException {
    byte[] all = arrived.toByteArray();
    while (!done && all.length - taken >= RECORD_HEADER) {
      int type = all[taken] & 0xff;
      int length = ByteBuffer.wrap(all, taken + 3, 2).getShort() & 0xffff;
      boolean known = type == ALERT || type == HANDSHAKE || agreed;
      if (!known || all[taken + 1] != 3 || length > LONGEST_RECORD) {
        end(agreed ? Result.AGREED : Result.NOT_TLS);
        return;
      }
      if (all.length - taken < RECORD_HEADER + length) {
        return;
      }
      byte[] body = Arrays.copyOfRange(all, taken + RECORD_HEADER, taken + RECORD_HEADER + length);
      taken += RECORD_HEADER + length;
      if (type == ALERT) {
        alert(body);
      } else if (type == HANDSHAKE) {
        messages.write(body, 0, body.length);
        readMessages();
      } else {
        end(Result.AGREED);
      }
    }
  }

  private void alert(byte[] body) {
    int code = body[1] & 0xff;
    // A warning that the name is not known ends nothing (RFC 6066 section 3).
    if (body[0] == WARNING && code == UNRECOGNIZED_NAME) {
      return;
    }
    answer.alert(AlertSeen.of(AlertSeen.Direction.RECEIVED, code, TlsNames.alert(code)));
    end(agreed ? Result.AGREED : Result.ALERT);
  }

  private void readMessages() throws CertificateException {
    byte[] all = messages.toByteArray();
    int at = 0;
    while (!done && all.length - at >= MESSAGE_HEADER) {
      ByteBuffer header = ByteBuffer.wrap(all, at, MESSAGE_HEADER);
      int start = header.getInt();
      int type = start >>> 24;
      int length = start & 0xffffff;
      if (all.length - at < MESSAGE_HEADER + length) {
        break;
      }
      message(type, ByteBuffer.wrap(all, at + MESSAGE_HEADER, length).slice());
      at += MESSAGE_HEADER + length;
    }
    messages.reset();
    messages.write(all, at, all.length - at);
  }

  private void message(int type, ByteBuffer body) throws CertificateException {
    if (type == SERVER_HELLO && !agreed) {
      serverHello(body);
    } else if (type == CERTIFICATE && agreed) {
      certificates(body);
    } else if (type == SERVER_KEY_EXCHANGE && agreed) {
      keyExchange(body);
    } else if (!agreed) {
      end(Result.NOT_TLS);
    } else if (type == SERVER_HELLO_DONE) {
      end(Result.AGREED);
    }
  }

  private void serverHello(ByteBuffer body) {
    int version = body.getShort() & 0xffff;
    body.position(body.position() + RANDOM);
    body.position(body.position() + 1 + (body.get(body.position()) & 0xff));
    int cipherSuite = body.getShort() & 0xffff;
    body.get();
    if (body.remaining() >= 2) {
      ByteBuffer extensions = vector16(body);
      while (extensions.remaining() >= 4) {
        int type = extensions.getShort() & 0xffff;
        ByteBuffer extension = vector16(extensions);
        if (type == SUPPORTED_VERSIONS) {
          version = extension.getShort() & 0xffff;
        } else if (type == KEY_SHARE) {
          answer.namedGroup(TlsNames.group(extension.getShort() & 0xffff));
        } else if (type == APPLICATION_PROTOCOLS) {
          applicationProtocol(extension);
        }
      }
    }
    ecdhe = CipherSuites.name(cipherSuite).startsWith("TLS_ECDHE_");
    answer.protocol(TlsNames.version(version)).cipherSuite(CipherSuites.name(cipherSuite));
    agreed = hello.offers(version, cipherSuite);
    if (!agreed) {
      end(Result.NOT_OFFERED);
    } else if (version == TlsNames.TLS_1_3) {
      end(Result.AGREED);
    }
  }

  private void applicationProtocol(ByteBuffer extension) {
    ByteBuffer list = vector16(extension);
    byte[] name = new byte[list.get() & 0xff];
    list.get(name);
    answer.applicationProtocol(SpokenProtocol.printable(name));
  }

  private void certificates(ByteBuffer body) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    vector24Length(body);
    while (body.remaining() > 3 && certificates.size() < MOST_CERTIFICATES) {
      byte[] one = new byte[vector24Length(body)];
      body.get(one);
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
    }
    answer.certificates(certificates);
  }

  /** The curve, where there is one: finite fields are told by their numbers only. */
  private void keyExchange(ByteBuffer body) {
    if (ecdhe && body.get() == NAMED_CURVE) {
      answer.namedGroup(TlsNames.group(body.getShort() & 0xffff));
    }
    end(Result.AGREED);
  }

  private static int vector24Length(ByteBuffer from) {
    int length = (from.get() & 0xff) << 16 | (from.getShort() & 0xffff);
    if (length > from.remaining()) {
      throw new IllegalArgumentException("a length beyond the message");
    }
    return length;
  }

  private static ByteBuffer vector16(ByteBuffer from) {
    int length = from.getShort() & 0xffff;
    ByteBuffer vector = from.slice();
    vector.limit(length);
    from.position(from.position() + length);
    return vector;
  }
}
