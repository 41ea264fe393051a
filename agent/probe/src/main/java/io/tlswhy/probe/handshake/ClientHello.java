package io.tlswhy.probe.handshake;

import com.google.auto.value.AutoValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A ClientHello (RFC 8446 section 4.1.2), in the shape that JSSE gives it: the same extensions in
 * the same order, as far as they bear on what a server or a device in between makes of it.
 *
 * <p>With TLS 1.3 it carries a share of x25519 whose private half does not exist: 32 random octets
 * are a public key, and the handshake is never finished. Without x25519 it carries none, which asks
 * the server to name the group that it wants (section 4.2.8).
 */
@AutoValue
abstract class ClientHello {
  private static final int HANDSHAKE_RECORD = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RANDOM = 32;

  private static final int SERVER_NAME = 0;
  private static final int STATUS_REQUEST = 5;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int APPLICATION_PROTOCOLS = 16;
  private static final int EXTENDED_MASTER_SECRET = 23;
  private static final int SESSION_TICKET = 35;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int KEY_EXCHANGE_MODES = 45;
  private static final int KEY_SHARE = 51;
  private static final int RENEGOTIATION = 0xff01;

  /** ECDSA, EdDSA, RSA-PSS and RSA with SHA-2, then what only old servers want. */
  private static final List<Integer> SIGNATURES =
      Collections.unmodifiableList(
          Arrays.asList(
              0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a,
              0x080b, 0x0401, 0x0501, 0x0601, 0x0402, 0x0303, 0x0301, 0x0203, 0x0201, 0x0202));

  /** What every server of the last fifteen years can verify with. */
  private static final List<Integer> FEW_SIGNATURES =
      Collections.unmodifiableList(Arrays.asList(0x0403, 0x0804, 0x0401, 0x0501, 0x0201));

  ClientHello() {}

  static Builder builder() {
    return new AutoValue_ClientHello.Builder()
        .serverName("")
        .applicationProtocols(Collections.<String>emptyList())
        .small(false);
  }

  /** The codes of the versions, the highest first. */
  abstract List<Integer> versions();

  /** The codes of the cipher suites. */
  abstract List<Integer> cipherSuites();

  /** The codes of the named groups. */
  abstract List<Integer> groups();

  /** The server name; empty for none. */
  abstract String serverName();

  /** The application protocols; empty for none. */
  abstract List<String> applicationProtocols();

  /** Whether only the extensions stand in it that a server can't do without. */
  abstract boolean small();

  /** Whether that version and suite are among what is offered. */
  final boolean offers(int version, int cipherSuite) {
    return versions().contains(version) && cipherSuites().contains(cipherSuite);
  }

  /** The whole record. */
  final byte[] record(SecureRandom random) {
    boolean tls13 = versions().contains(TlsNames.TLS_1_3);
    OctetWriter hello =
        new OctetWriter()
            .u16(Math.min(TlsNames.TLS_1_2, Collections.max(versions())))
            .raw(octets(random, RANDOM))
            .vector8(tls13 ? octets(random, RANDOM) : new byte[0])
            .vector16(OctetWriter.u16s(cipherSuites()))
            .vector8(new byte[1])
            .vector16(extensions(random, tls13));
    byte[] body = hello.toBytes();
    byte[] message = new OctetWriter().u8(CLIENT_HELLO).u24(body.length).raw(body).toBytes();
    // The first record says TLS 1.0 at most, as old servers want it (RFC 8446 section 5.1).
    return new OctetWriter()
        .u8(HANDSHAKE_RECORD)
        .u16(tls13 || small() ? TlsNames.TLS_1_0 : Math.min(TlsNames.TLS_1_2, lowest()))
        .vector16(message)
        .toBytes();
  }

  private int lowest() {
    return Collections.min(versions());
  }

  private byte[] extensions(SecureRandom random, boolean tls13) {
    OctetWriter extensions = new OctetWriter();
    if (!serverName().isEmpty()) {
      byte[] name = serverName().getBytes(StandardCharsets.US_ASCII);
      byte[] entry = new OctetWriter().u8(0).vector16(name).toBytes();
      add(extensions, SERVER_NAME, new OctetWriter().vector16(entry));
    }
    if (!small()) {
      add(extensions, STATUS_REQUEST, new OctetWriter().u8(1).u16(0).u16(0));
    }
    add(extensions, SUPPORTED_GROUPS, new OctetWriter().vector16(OctetWriter.u16s(groups())));
    add(extensions, POINT_FORMATS, new OctetWriter().vector8(new byte[1]));
    if (!applicationProtocols().isEmpty()) {
      OctetWriter names = new OctetWriter();
      for (String name : applicationProtocols()) {
        names.vector8(name.getBytes(StandardCharsets.US_ASCII));
      }
      add(extensions, APPLICATION_PROTOCOLS, new OctetWriter().vector16(names.toBytes()));
    }
    if (Collections.max(versions()) >= TlsNames.TLS_1_2) {
      add(
          extensions,
          SIGNATURE_ALGORITHMS,
          new OctetWriter().vector16(OctetWriter.u16s(small() ? FEW_SIGNATURES : SIGNATURES)));
    }
    if (!small()) {
      add(extensions, EXTENDED_MASTER_SECRET, new OctetWriter());
      add(extensions, SESSION_TICKET, new OctetWriter());
    }
    if (tls13) {
      add(extensions, SUPPORTED_VERSIONS, new OctetWriter().vector8(OctetWriter.u16s(versions())));
      add(extensions, KEY_EXCHANGE_MODES, new OctetWriter().vector8(new byte[] {1}));
      add(extensions, KEY_SHARE, new OctetWriter().vector16(share(random)));
    }
    add(extensions, RENEGOTIATION, new OctetWriter().u8(0));
    return extensions.toBytes();
  }

  private byte[] share(SecureRandom random) {
    return groups().contains(TlsNames.X25519)
        ? new OctetWriter().u16(TlsNames.X25519).vector16(octets(random, RANDOM)).toBytes()
        : new byte[0];
  }

  private static void add(OctetWriter extensions, int type, OctetWriter body) {
    extensions.u16(type).vector16(body.toBytes());
  }

  private static byte[] octets(SecureRandom random, int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  @AutoValue.Builder
  abstract static class Builder {
    Builder() {}

    abstract Builder versions(List<Integer> versions);

    abstract Builder cipherSuites(List<Integer> cipherSuites);

    abstract Builder groups(List<Integer> groups);

    abstract Builder serverName(String serverName);

    abstract Builder applicationProtocols(List<String> applicationProtocols);

    abstract Builder small(boolean small);

    abstract ClientHello build();
  }
}
