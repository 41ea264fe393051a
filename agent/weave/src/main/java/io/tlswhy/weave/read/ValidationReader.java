package io.tlswhy.weave.read;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Reads one validation of a peer's chain, in full. */
public final class ValidationReader {
  private static final int MOST_NAMES = 100;
  private static final int LARGEST_STAPLE = 64 * 1024;

  private ValidationReader() {}

  /**
   * The validation in a handshake of SunJSSE.
   *
   * @param certificates the argument of JSSE's check: an array, or a list of entries
   * @param rejecting the platform's trust manager that is known to have rejected the chain within
   *     an application's own; absent if there is none, then the one in force is read
   */
  public static Validation.Builder inHandshake(
      Connection connection, @Nullable Object certificates, @Nullable Object rejecting) {
    ChainReader chain = ChainReader.read(certificates);
    Object manager =
        rejecting != null
            ? rejecting
            : TrustReader.unwrapped(connection.field("sslContext").field("trustManager"));
    Mirror settings = connection.settings();
    SSLSession session = connection.session().as(SSLSession.class).orElse(null);
    String identification = settings.field("identificationProtocol").text();
    Validation.Builder validation =
        begin(chain.certificates(), manager, session, connection.role() == Role.SERVER)
            .unparsed(chain.unparsed())
            .identificationAlgorithm(identification)
            .serverNames(HandshakeReader.serverNames(connection));
    if (!identification.isEmpty()) {
      validation.expectedName(connection.peer().host());
    }
    String authType =
        connection
            .handshake()
            .field("negotiatedCipherSuite")
            .field("keyExchange")
            .field("name")
            .text();
    return authType.isEmpty() ? validation : validation.authType(authType);
  }

  /**
   * A validation that was asked of the platform's trust manager by someone other than SunJSSE, for
   * a connection that may be absent or of a foreign kind. The getters used are those that the trust
   * manager itself has just called.
   */
  public static Validation.Builder outside(
      Object manager,
      X509Certificate[] chain,
      @Nullable String authType,
      @Nullable Object connection,
      boolean clientChecked) {
    SSLSession session = null;
    SSLParameters parameters = null;
    if (connection instanceof SSLEngine) {
      session = ((SSLEngine) connection).getHandshakeSession();
      parameters = ((SSLEngine) connection).getSSLParameters();
    } else if (connection instanceof SSLSocket && ((Socket) connection).isConnected()) {
      session = ((SSLSocket) connection).getHandshakeSession();
      parameters = ((SSLSocket) connection).getSSLParameters();
    }
    List<X509Certificate> certificates =
        Arrays.asList(chain).subList(0, Math.min(chain.length, ChainReader.LONGEST));
    Validation.Builder validation = begin(certificates, manager, session, clientChecked);
    if (authType != null) {
      validation.authType(authType);
    }
    String identification =
        parameters == null ? null : parameters.getEndpointIdentificationAlgorithm();
    if (identification != null && !identification.isEmpty() && session != null) {
      String host = session.getPeerHost();
      validation.identificationAlgorithm(identification).expectedName(host == null ? "" : host);
    }
    if (session instanceof ExtendedSSLSession) {
      validation.serverNames(
          HandshakeReader.hostNames(((ExtendedSSLSession) session).getRequestedServerNames()));
    }
    return validation;
  }

  /** The other end of a connection of a foreign kind. */
  public static Peer peer(@Nullable Object connection) {
    if (connection instanceof SSLEngine) {
      return Connection.sessionPeer(((SSLEngine) connection).getHandshakeSession());
    }
    return connection instanceof SSLSocket && ((Socket) connection).isConnected()
        ? Connection.sessionPeer(((SSLSocket) connection).getHandshakeSession())
        : Peer.unknown();
  }

  private static Validation.Builder begin(
      List<X509Certificate> chain,
      @Nullable Object manager,
      @Nullable SSLSession session,
      boolean clientChecked) {
    List<Der> staples = clientChecked ? Collections.<Der>emptyList() : staples(session);
    TrustSettings trust = TrustReader.read(manager);
    Validation.Builder validation =
        Validation.builder(chain, trust)
            .staples(staples)
            .signatureAlgorithms(signatureAlgorithms(session));
    if (TrustReader.isPlatforms(manager)) {
      validation.revocation(
          RevocationReader.read(Mirror.of(manager), clientChecked, !staples.isEmpty()));
    }
    return validation;
  }

  private static List<Der> staples(@Nullable SSLSession session) {
    List<Der> staples = new ArrayList<Der>();
    if (session instanceof ExtendedSSLSession) {
      List<byte[]> responses = responses((ExtendedSSLSession) session);
      for (byte[] response : responses) {
        if (staples.size() < ChainReader.LONGEST) {
          boolean usable = response != null && response.length <= LARGEST_STAPLE;
          staples.add(Der.of(usable ? response : new byte[0]));
        }
      }
    }
    return staples;
  }

  private static List<byte[]> responses(ExtendedSSLSession session) {
    List<byte[]> found = new ArrayList<byte[]>();
    try {
      // Since 9.
      Object responses = ExtendedSSLSession.class.getMethod("getStatusResponses").invoke(session);
      for (Object response : (List<?>) responses) {
        found.add((byte[]) response);
      }
    } catch (NoSuchMethodException e) {
      // 8u261 and later have them, and no method of the API for them.
      for (Object response : Mirror.of(session).field("statusResponses").elements()) {
        found.add((byte[]) response);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Collections.emptyList();
    }
    return found;
  }

  private static List<String> signatureAlgorithms(@Nullable SSLSession session) {
    if (!(session instanceof ExtendedSSLSession)) {
      return Collections.emptyList();
    }
    String[] names = ((ExtendedSSLSession) session).getLocalSupportedSignatureAlgorithms();
    return names == null
        ? Collections.<String>emptyList()
        : Arrays.asList(names).subList(0, Math.min(names.length, MOST_NAMES));
  }
}
