package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * The partner behind nginx, its CA's CRL on another nginx, squid as the way out, dnsmasq for names.
 */
final class Servers {
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path folder;
  private final Path trust;

  private Servers(Path folder, Path trust) {
    this.folder = folder;
    this.trust = trust;
  }

  /** Starts them all; {@code folder} is the test's own. */
  static Servers start(Hosts hosts, Path folder)
      throws IOException, InterruptedException, CertificateEncodingException {
    LabCa root = LabCa.root("Partner Root");
    LabCa other = LabCa.root("Another Root");
    Files.createDirectories(folder.resolve("crl"));
    StringBuilder partners = new StringBuilder();
    for (String name :
        List.of("good", "stale", "foreign", "page", "missing", "broken", "portal", "nowhere")) {
      String host = name.equals("nowhere") ? "crl.nowhere.test" : "crl.partner.test";
      Identity partner =
          root.issue(
              CertificateSpec.server(name + ".partner.test")
                  .crl("http://" + host + "/" + name + ".crl"));
      Files.writeString(folder.resolve(name + ".pem"), chain(partner.chain()));
      Files.writeString(
          folder.resolve(name + ".key"), pem("PRIVATE KEY", partner.key().getEncoded()));
      partners.append(
          "server { listen %s:443 ssl; server_name %s.partner.test; ssl_certificate %s; ssl_certificate_key %s; location / { return 200 ok; } }%n"
              .formatted(
                  Hosts.PARTNER,
                  name,
                  folder.resolve(name + ".pem"),
                  folder.resolve(name + ".key")));
    }
    Files.write(folder.resolve("crl/good.crl"), CrlSpec.of(root).encoded());
    Files.write(
        folder.resolve("crl/stale.crl"), CrlSpec.of(root).stale(Duration.ofDays(3)).encoded());
    Files.write(folder.resolve("crl/foreign.crl"), CrlSpec.of(other).encoded());
    Files.writeString(
        folder.resolve("crl/page.crl"),
        "<html><head><title>Web Filter: access denied</title></head><body>blocked</body></html>");
    Servers servers =
        new Servers(folder, Stores.trust(folder.resolve("trust.jks"), List.of(root.certificate())));
    servers.nginx(hosts, partners.toString());
    servers.squid(hosts);
    servers.dnsmasq(hosts);
    hosts.awaitPort(443);
    hosts.awaitPort(80);
    hosts.awaitPort(3128);
    hosts.awaitPort(53);
    return servers;
  }

  /** The trust store that holds the partner's root. */
  Path trust() {
    return trust;
  }

  private void nginx(Hosts hosts, String partners) throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        worker_processes 1;
        user root;
        events { }
        http {
          access_log off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
          %2$s
          server {
            listen %3$s:80;
            server_name login.partner.test;
            default_type text/html;
            location / { return 200 "<html><head><title>Log in to go on</title></head></html>"; }
          }
          server {
            listen %3$s:80 default_server;
            root %1$s/crl;
            types { application/pkix-crl crl; }
            location = /page.crl { default_type text/html; types { } }
            location = /broken.crl { return 503; }
            location = /portal.crl { return 302 http://login.partner.test/; }
          }
        }
        """
            .formatted(folder, partners, Hosts.REVOCATION));
    hosts.serve(folder.resolve("nginx.out"), "nginx", "-c", file.toString(), "-g", "daemon off;");
  }

  private void squid(Hosts hosts) throws IOException {
    Path file = folder.resolve("squid.conf");
    Files.writeString(
        file,
        """
        http_port %1$s:3128
        pid_filename %2$s/squid.pid
        cache_log %2$s/squid.log
        access_log none
        cache deny all
        shutdown_lifetime 0 seconds
        dns_nameservers %3$s
        tcp_outgoing_address %1$s
        acl refused url_regex stale
        http_access deny refused
        http_access allow all
        """
            .formatted(Hosts.PROXY, folder, Hosts.NAMES));
    hosts.serve(folder.resolve("squid.out"), "squid", "-N", "-f", file.toString());
  }

  private void dnsmasq(Hosts hosts) {
    hosts.serve(
        folder.resolve("dnsmasq.out"),
        "dnsmasq",
        "--keep-in-foreground",
        "--no-resolv",
        "--no-hosts",
        "--user=root",
        "--listen-address=" + Hosts.NAMES,
        "--bind-interfaces",
        "--address=/crl.partner.test/" + Hosts.REVOCATION,
        "--address=/login.partner.test/" + Hosts.REVOCATION,
        "--address=/partner.test/" + Hosts.PARTNER,
        "--address=/nowhere.test/");
  }

  private static String chain(List<X509Certificate> certificates)
      throws CertificateEncodingException {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString();
  }

  private static String pem(String type, byte[] octets) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + PEM.encodeToString(octets)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
