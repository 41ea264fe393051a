package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one case is made of: its network, its PKI, what listens, and how the application's JVM
 * is set.
 *
 * <p>A case arranges it; what it says nothing of is in order.
 */
final class World implements AutoCloseable {
  static final String CRL_HOST = "crl.partner.test";
  static final String CRL_PATH = "/ca.crl";
  static final String CRL_URL = "http://" + CRL_HOST + CRL_PATH;
  static final String CRL_TYPE = "application/pkix-crl";
  static final String OCSP_HOST = "ocsp.partner.test";
  static final String OCSP_URL = "http://" + OCSP_HOST + "/";
  static final String OCSP_TYPE = "application/ocsp-response";

  private final Path folder;
  private final Network network = new Network();
  private final Dnsmasq names;
  private final Nginx web;
  private final List<String> jvm = new ArrayList<>();
  private final List<String> environment = new ArrayList<>();
  private final Map<String, String> agent = new LinkedHashMap<>();
  private LabCa root = LabCa.root("Partner Root");
  private Identity partner;

  /**
   * A world.
   *
   * @param folder its own
   * @param leaf what the partner's certificate says; by the root itself
   */
  World(Path folder, CertificateSpec leaf) {
    this.folder = folder;
    this.names = new Dnsmasq(network, folder, Network.NAMES);
    this.web = new Nginx(network, folder);
    this.partner = root.issue(leaf);
  }

  Network network() {
    return network;
  }

  Dnsmasq names() {
    return names;
  }

  Nginx web() {
    return web;
  }

  Path folder() {
    return folder;
  }

  LabCa root() {
    return root;
  }

  Identity partner() {
    return partner;
  }

  /** Takes another PKI: an authority that the application trusts, and the partner. */
  World pki(LabCa trusted, Identity identity) {
    root = trusted;
    partner = identity;
    return this;
  }

  /** Adds arguments of the application's JVM. */
  World jvm(String... arguments) {
    jvm.addAll(List.of(arguments));
    return this;
  }

  /** Sets a variable in the application's environment. */
  World environment(String variable) {
    environment.add(variable);
    return this;
  }

  /** Sets an option of the agent, anew if it was set. */
  World agent(String key, String value) {
    agent.put(key, value);
    return this;
  }

  /** The root's list, in order, at the CRL's host. */
  World freshCrl() throws IOException {
    return crl(CrlSpec.of(root).encoded());
  }

  /** That list at the CRL's host. */
  World crl(byte[] list) throws IOException {
    return crlAt(list, Network.REVOCATION);
  }

  /** The root's list, in order, at a host that has those addresses. */
  World freshCrlAt(String... addresses) throws IOException {
    return crlAt(CrlSpec.of(root).encoded(), addresses);
  }

  private World crlAt(byte[] list, String... addresses) throws IOException {
    names.knows(CRL_HOST, addresses);
    for (String address : addresses) {
      web.file(address, CRL_PATH, CRL_TYPE, list);
    }
    return this;
  }

  /** The CRL's host, to be told what it answers. */
  Nginx crlHost() {
    names.knows(CRL_HOST, Network.REVOCATION);
    return web;
  }

  /** A responder that answers so, whatever it is asked. */
  World ocspAnswer(byte[] answer) throws IOException {
    names.knows(OCSP_HOST, Network.REVOCATION);
    web.file(Network.REVOCATION, "/", OCSP_TYPE, answer);
    return this;
  }

  /** A responder that answers so about the partner's certificate, whatever it is asked. */
  World ocspAnswer(OcspSpec spec) throws IOException {
    return ocspAnswer(OcspRequests.answer(spec, partner.certificate(), root));
  }

  /** OpenSSL's responder for what the root issued, at the responder's host. */
  OpensslOcsp opensslOcsp() {
    names.knows(OCSP_HOST, Network.REVOCATION);
    return new OpensslOcsp(network, folder, root);
  }

  Squid squid() {
    return new Squid(network, folder);
  }

  Microsocks microsocks() {
    return new Microsocks(network, folder);
  }

  Tinyproxy tinyproxy() {
    return new Tinyproxy(network, folder);
  }

  /** Starts the name server and the web server. */
  void start() throws IOException, InterruptedException {
    web.partner(Network.PARTNER, partner);
    web.start();
    names.start();
  }

  /** The arguments of the application's JVM. */
  List<String> jvmArguments() throws IOException {
    Path trust = Stores.trust(folder.resolve("trust.jks"), List.of(root.certificate()));
    List<String> arguments = new ArrayList<>();
    arguments.add("-Djavax.net.ssl.trustStore=" + trust);
    arguments.add("-Djavax.net.ssl.trustStorePassword=" + Stores.PASSWORD);
    arguments.add("-Dcom.sun.net.ssl.checkRevocation=true");
    arguments.addAll(jvm);
    return arguments;
  }

  /** A file of security properties that makes the JVM ask OCSP responders. */
  String withOcsp() throws IOException {
    Path file = Files.writeString(folder.resolve("ocsp.security"), "ocsp.enable=true\n");
    return "-Djava.security.properties=" + file;
  }

  List<String> environment() {
    return environment;
  }

  List<String> agentOptions() {
    return agent.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
