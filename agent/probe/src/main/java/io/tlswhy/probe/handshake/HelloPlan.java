package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerQuestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Makes the ClientHello of a question that is changed in one thing. */
final class HelloPlan {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,253}");
  private static final List<String> VERSIONS =
      Collections.unmodifiableList(Arrays.asList("TLSv1.3", "TLSv1.2"));
  private static final List<String> FEW_CIPHER_SUITES =
      Collections.unmodifiableList(
          Arrays.asList(
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
              "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
              "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_RSA_WITH_AES_128_CBC_SHA",
              "TLS_RSA_WITH_AES_256_CBC_SHA"));
  private static final List<String> FEW_GROUPS =
      Collections.unmodifiableList(Arrays.asList("x25519", "secp256r1", "secp384r1"));

  private final PeerQuestion question;
  private final Handshake offered;

  HelloPlan(PeerQuestion question) {
    this.question = question;
    this.offered = question.offered();
  }

  /** The ClientHello; not for {@link HelloChange#PLAINTEXT}, which has none. */
  ClientHello hello(HelloChange change) {
    ClientHello.Builder hello =
        ClientHello.builder()
            .versions(versions())
            .cipherSuites(cipherSuites())
            .groups(groups())
            .serverName(nameSent())
            .applicationProtocols(offered.applicationProtocols());
    switch (change) {
      case TLS_1_3:
        return only(hello, "TLSv1.3");
      case TLS_1_2:
        return only(hello, "TLSv1.2");
      case TLS_1_1:
        return only(hello, "TLSv1.1");
      case TLS_1_0:
        return only(hello, "TLSv1");
      case TLS_1_2_AND_EVERYTHING:
        return only(
            hello.groups(TlsNames.everyGroup()), "TLSv1.2", CipherSuites.codes(CipherSuites.all()));
      case EVERY_CIPHER_SUITE:
        return hello.cipherSuites(CipherSuites.codes(CipherSuites.all())).build();
      case EVERY_GROUP:
        return hello.groups(TlsNames.everyGroup()).build();
      case WITHOUT_NAME:
        return hello.serverName("").build();
      case EXPECTED_NAME:
        // TLS 1.2 if it may be: its certificate comes in the clear.
        return hello.serverName(valid(question.peer().host())).versions(readable()).build();
      case DIRECT:
        return only(hello.serverName(nameOfPeer()), "TLSv1.2");
      case WITHOUT_PROTOCOLS:
        return hello.applicationProtocols(Collections.<String>emptyList()).build();
      case HTTP_PROTOCOLS:
        return hello.applicationProtocols(Arrays.asList("h2", "http/1.1")).build();
      case SMALL:
        return hello
            .small(true)
            .versions(TlsNames.versions(Collections.singletonList("TLSv1.2")))
            .cipherSuites(CipherSuites.codes(FEW_CIPHER_SUITES))
            .groups(TlsNames.groups(FEW_GROUPS))
            .applicationProtocols(Collections.<String>emptyList())
            .build();
      default:
        return hello.build();
    }
  }

  /**
   * One version alone: with this JVM's own cipher suites and groups if it offers the version, else
   * with all, since its own may have gone with the version.
   */
  private ClientHello only(ClientHello.Builder hello, String version) {
    return versions().containsAll(TlsNames.versions(Collections.singletonList(version)))
        ? only(hello, version, cipherSuites())
        : only(
            hello.groups(TlsNames.everyGroup()), version, CipherSuites.codes(CipherSuites.all()));
  }

  private static ClientHello only(ClientHello.Builder hello, String version, List<Integer> suites) {
    List<Integer> alone = TlsNames.versions(Collections.singletonList(version));
    List<Integer> all = CipherSuites.codes(CipherSuites.all());
    return hello.versions(alone).cipherSuites(fitting(suites, all, alone.get(0))).build();
  }

  /** The suites that go with the version; all those that do if none of ours does. */
  private static List<Integer> fitting(List<Integer> suites, List<Integer> all, int version) {
    List<Integer> fitting = new ArrayList<>();
    for (int suite : suites) {
      if (CipherSuites.isTls13(suite) == (version == TlsNames.TLS_1_3)) {
        fitting.add(suite);
      }
    }
    return fitting.isEmpty() && suites != all ? fitting(all, all, version) : fitting;
  }

  private List<Integer> versions() {
    List<Integer> versions = new ArrayList<>(TlsNames.versions(offered.protocols()));
    if (versions.isEmpty()) {
      versions.addAll(TlsNames.versions(VERSIONS));
    }
    versions.sort(Collections.reverseOrder());
    return versions;
  }

  private List<Integer> readable() {
    List<Integer> versions = versions();
    versions.remove((Integer) TlsNames.TLS_1_3);
    return versions.isEmpty() ? versions() : versions;
  }

  private List<Integer> cipherSuites() {
    List<Integer> codes = CipherSuites.codes(offered.cipherSuites());
    return codes.isEmpty() ? CipherSuites.codes(CipherSuites.all()) : codes;
  }

  private List<Integer> groups() {
    List<Integer> codes = TlsNames.groups(offered.namedGroups());
    return codes.isEmpty() ? TlsNames.everyGroup() : codes;
  }

  private String nameSent() {
    return offered.serverNames().isEmpty() ? "" : valid(offered.serverNames().get(0));
  }

  /** The peer's name; an address is no server name (RFC 6066 section 3). */
  private String nameOfPeer() {
    String host = question.peer().host();
    return PeerRules.literal(host).isPresent() ? "" : valid(host);
  }

  /** The name that is asked for with that change; empty for none. */
  String serverName(HelloChange change) {
    return hello(change).serverName();
  }

  /** Whether this JVM offered TLS 1.3, or nothing is known of what it offered. */
  boolean offersTls13() {
    return versions().contains(TlsNames.TLS_1_3);
  }

  private static String valid(String name) {
    return isName(name) ? name : "";
  }

  /** Whether it is a text that could be a host's name, with nothing else in it. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
