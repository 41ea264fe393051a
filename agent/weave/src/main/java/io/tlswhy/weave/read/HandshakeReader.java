package io.tlswhy.weave.read;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.Role;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Reads what both sides offered and agreed on. */
public final class HandshakeReader {
  private static final int MOST = 100;

  private HandshakeReader() {}

  /** The handshake of that connection as far as it came. */
  public static Handshake read(Connection connection) {
    Mirror handshake = connection.handshake();
    Mirror settings = connection.settings();
    boolean client = connection.role() == Role.CLIENT;
    List<String> suites =
        namesOr(handshake.field("activeCipherSuites"), settings.field("enabledCipherSuites"));
    List<X509Certificate> own = localCertificates(connection);
    Mirror keyManager = connection.field("sslContext").field("keyManager");
    return Handshake.builder()
        .provider("SunJSSE")
        .protocols(namesOr(handshake.field("activeProtocols"), settings.field("enabledProtocols")))
        .cipherSuites(suites)
        .protocol(
            nameOr(handshake.field("negotiatedProtocol"), agreed(connection, "protocolVersion")))
        .cipherSuite(
            nameOr(handshake.field("negotiatedCipherSuite"), agreed(connection, "cipherSuite")))
        .namedGroups(namedGroups(handshake, client))
        .signatureSchemes(names(handshake.field("peerRequestedSignatureSchemes")))
        .serverNames(serverNames(connection))
        .applicationProtocols(texts(settings.field("applicationProtocols")))
        .acceptableIssuers(issuers(handshake))
        .acceptableKeyTypes(names(handshake.field("peerRequestedCertSignSchemes")))
        .certificateRequested(client && certificateRequested(handshake))
        .localCertificates(own)
        .otherOwnCertificates(KeyManagerReader.others(keyManager, own))
        .keyManagerClass(KeyManagerReader.name(keyManager))
        .keyless(KeyManagerReader.isKeyless(keyManager))
        .ellipticCurves(EllipticCurves.available(suites))
        .negotiated(connection.isNegotiated())
        .peerAnswered(peerAnswered(connection, client))
        .peerProtocols(client ? Collections.<String>emptyList() : peerProtocols(handshake))
        .build();
  }

  /** The alert that {@code TransportContext.fatal} was given. */
  public static Optional<AlertSeen> alert(@Nullable Object alert, boolean received) {
    Mirror mirror = Mirror.of(alert);
    String name = mirror.field("description").text();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    int code = (int) (mirror.field("id").number(0) & 0xff);
    return Optional.of(
        AlertSeen.of(
            received ? AlertSeen.Direction.RECEIVED : AlertSeen.Direction.SENT, code, name));
  }

  /** Whether any handshake message came from the peer. */
  public static boolean hasPeerAnswered(Connection connection) {
    return peerAnswered(connection, connection.role() == Role.CLIENT);
  }

  /** Whether that alert belongs to handshakes only. */
  public static boolean isHandshakeAlert(@Nullable Object alert) {
    return Mirror.of(alert).field("handshakeOnly").isTrue();
  }

  /** The names in SNI, of a handshake that runs or of the session that it made. */
  static List<String> serverNames(Connection connection) {
    Mirror inHandshake = connection.handshake().field("requestedServerNames");
    Mirror inSession = connection.session().field("requestedServerNames");
    for (Mirror names :
        new Mirror[] {inHandshake, inSession, connection.settings().field("serverNames")}) {
      List<String> found = hostNames(names.elements());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Collections.emptyList();
  }

  /** The host names among SNI names. */
  static List<String> hostNames(List<?> names) {
    List<String> found = new ArrayList<String>();
    for (Object name : names) {
      if (name instanceof SNIHostName && found.size() < MOST) {
        found.add(((SNIHostName) name).getAsciiName());
      }
    }
    return found;
  }

  /** The certificates of an array or list. */
  static List<X509Certificate> certificates(Mirror from) {
    List<X509Certificate> found = new ArrayList<X509Certificate>();
    for (Object element : from.elements()) {
      if (element instanceof X509Certificate && found.size() < ChainReader.LONGEST) {
        found.add((X509Certificate) element);
      }
    }
    return found;
  }

  private static Mirror agreed(Connection connection, String field) {
    // Before the handshake ends the context holds only the highest version, not the agreed one.
    return connection.isNegotiated() ? connection.field(field) : Mirror.of(null);
  }

  private static List<String> namedGroups(Mirror handshake, boolean client) {
    if (!client) {
      return names(handshake.field("clientRequestedNamedGroups"));
    }
    String selected = name(handshake.field("serverSelectedNamedGroup"));
    return selected.isEmpty()
        ? Collections.<String>emptyList()
        : Collections.singletonList(selected);
  }

  private static List<X500Principal> issuers(Mirror handshake) {
    List<X500Principal> issuers = new ArrayList<X500Principal>();
    for (Object issuer : handshake.field("peerSupportedAuthorities").elements()) {
      if (issuer instanceof X500Principal && issuers.size() < MOST) {
        issuers.add((X500Principal) issuer);
      }
    }
    return issuers;
  }

  private static boolean certificateRequested(Mirror handshake) {
    // TLS 1.3 keeps the request's context instead, which may be empty but is not absent.
    return handshake.field("receivedCertReq").isTrue()
        || handshake.field("certRequestContext").isPresent();
  }

  private static List<X509Certificate> localCertificates(Connection connection) {
    List<X509Certificate> ofSession = certificates(connection.session().field("localCerts"));
    if (!ofSession.isEmpty()) {
      return ofSession;
    }
    for (Object possession : connection.handshake().field("handshakePossessions").elements()) {
      List<X509Certificate> own = certificates(Mirror.of(possession).field("popCerts"));
      if (!own.isEmpty()) {
        return own;
      }
    }
    return Collections.emptyList();
  }

  private static boolean peerAnswered(Connection connection, boolean client) {
    Mirror handshake = connection.handshake();
    return connection.isNegotiated()
        || handshake.field(client ? "serverHelloRandom" : "clientHelloRandom").isPresent()
        || handshake.field("negotiatedProtocol").isPresent();
  }

  private static List<String> peerProtocols(Mirror handshake) {
    int highest = (int) handshake.field("clientHelloVersion").number(0);
    return highest == 0
        ? Collections.<String>emptyList()
        : Collections.singletonList(version(highest));
  }

  private static String version(int code) {
    switch (code) {
      case 0x0300:
        return "SSLv3";
      case 0x0301:
        return "TLSv1";
      case 0x0302:
        return "TLSv1.1";
      case 0x0303:
        return "TLSv1.2";
      case 0x0304:
        return "TLSv1.3";
      default:
        return "0x" + Integer.toHexString(code);
    }
  }

  private static List<String> namesOr(Mirror first, Mirror second) {
    List<String> names = names(first);
    return names.isEmpty() ? names(second) : names;
  }

  private static String nameOr(Mirror first, Mirror second) {
    String name = name(first);
    return name.isEmpty() ? name(second) : name;
  }

  private static List<String> names(Mirror list) {
    List<String> names = new ArrayList<String>();
    for (Object element : list.elements()) {
      String name = name(Mirror.of(element));
      if (!name.isEmpty() && names.size() < MOST) {
        names.add(name);
      }
    }
    return names;
  }

  /** JSSE's versions, suites, groups and schemes are constants with their standard name. */
  private static String name(Mirror constant) {
    return constant.field("name").text();
  }

  private static List<String> texts(Mirror list) {
    List<String> texts = new ArrayList<String>();
    for (Object element : list.elements()) {
      if (element instanceof String && texts.size() < MOST) {
        texts.add((String) element);
      }
    }
    return texts;
  }
}
