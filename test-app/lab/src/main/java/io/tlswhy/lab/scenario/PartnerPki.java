package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The partner's public key infrastructure as most scenarios need it: a root whose own CRL and
 * responder work, so that only what a scenario breaks is broken.
 */
final class PartnerPki {
  /** The partner's host. */
  static final String HOST = "api.partner.test";

  private static final String ROOT_HOST = "root.partner-ca.test";

  private final Lab lab;
  private final LabCa root;
  private final String rootUrl;

  PartnerPki(Lab lab) throws IOException {
    this(lab, LabCa.root("Partner Root CA"));
  }

  private PartnerPki(Lab lab, LabCa root) throws IOException {
    this.lab = lab;
    this.root = root;
    HttpEndpoint endpoint =
        lab.http(ROOT_HOST)
            .serve("/root.crl", Reply.crl(CrlSpec.of(root).encoded()))
            .serve("/ocsp", Reply.ocsp(OcspSpec.of(root)));
    rootUrl = url(ROOT_HOST, endpoint.address());
  }

  LabCa root() {
    return root;
  }

  /** An authority below the root, whose own revocation pointers work. */
  LabCa issuing(String name) {
    return root.authority(
        CertificateSpec.authority(name).crl(rootUrl + "root.crl").ocsp(rootUrl + "ocsp"));
  }

  /** The partner's HTTPS server. */
  TlsPeer partner(Identity... backends) throws IOException {
    javax.net.ssl.SSLContext[] contexts = new javax.net.ssl.SSLContext[backends.length];
    for (int i = 0; i < backends.length; i++) {
      contexts[i] = TlsContexts.of(backends[i]);
    }
    return lab.peer(HOST, contexts);
  }

  /** The service calls the partner and trusts the partner's root. */
  Scene calling(Identity... backends) throws IOException {
    return calling(partner(backends));
  }

  /** The service calls this peer and trusts the partner's root. */
  Scene calling(TlsPeer peer) {
    return Scene.calling(HOST, peer.port()).jvm(lab.trusting(root.certificate()));
  }

  /** A certificate's octets, DER. */
  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String url(String host, InetSocketAddress address) {
    return url(host, address.getPort());
  }

  static String url(String host, int port) {
    return "http://" + host + ":" + port + "/";
  }

  /**
   * The JVM checks revocation by CRL, as its properties say, and gives up early: a time-out's
   * default of 15 seconds would make every story as long.
   */
  static List<String> checkingCrls() {
    return List.of(
        "-Dcom.sun.net.ssl.checkRevocation=true",
        "-Dcom.sun.security.enableCRLDP=true",
        "-Dcom.sun.security.crl.timeout=1");
  }

  /** The JVM checks revocation by OCSP, as its properties say. */
  static List<String> checkingOcsp(Lab lab) {
    List<String> flags = new ArrayList<>();
    flags.add("-Dcom.sun.net.ssl.checkRevocation=true");
    flags.add("-Dcom.sun.security.ocsp.timeout=1");
    flags.add("-Djava.security.properties=" + ocspEnabled(lab));
    return flags;
  }

  private static String ocspEnabled(Lab lab) {
    try {
      return Files.writeString(lab.file("ocsp.security"), "ocsp.enable=true\n").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
