package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A web server: the partner's, a CA's CRL host, a responder that only repeats itself, a portal. */
final class Nginx {
  private final Network network;
  private final Path folder;
  private final Map<String, StringBuilder> sites = new LinkedHashMap<>();
  private final StringBuilder partners = new StringBuilder();
  private int files;

  Nginx(Network network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** A partner's TLS server at that address. */
  Nginx partner(String address, Identity identity) throws IOException {
    Path certificates = Pem.certificates(folder.resolve("partner.pem"), identity.chain());
    Path key = Pem.key(folder.resolve("partner.key"), identity.key());
    partners.append(
        "server { listen %s:443 ssl; ssl_certificate %s; ssl_certificate_key %s; return 200 ok; }%n"
            .formatted(address, certificates, key));
    return this;
  }

  /** Those octets at a path and below, asked by whatever method. */
  Nginx file(String address, String path, String type, byte[] content) throws IOException {
    return file(address, path, type, content, "");
  }

  /** The same, at so many octets a second. */
  Nginx slowFile(String address, String path, String type, byte[] content, int rate)
      throws IOException {
    return file(address, path, type, content, " limit_rate " + rate + ";");
  }

  private Nginx file(String address, String path, String type, byte[] content, String more)
      throws IOException {
    String name = "file-" + files++;
    Files.createDirectories(folder.resolve("www"));
    Files.write(folder.resolve("www").resolve(name), content);
    // A POST to a file is an error to nginx, and answered with the file all the same.
    return location(
        address,
        path,
        "root %s/www; types { } default_type %s; error_page 405 =200 /%s; try_files /%s =404;%s"
            .formatted(folder, type, name, name, more));
  }

  /** A page of HTML with that status. */
  Nginx page(String address, String path, int status, String title) {
    return location(
        address,
        path,
        "default_type text/html; return %d \"<html><head><title>%s</title></head><body>%s</body></html>\";"
            .formatted(status, title, title));
  }

  /** An error of nginx's own. */
  Nginx status(String address, String path, int status) {
    return location(address, path, "return " + status + ";");
  }

  /** A redirect. */
  Nginx redirect(String address, String path, String to) {
    return location(address, path, "return 302 " + to + ";");
  }

  private Nginx location(String address, String path, String content) {
    sites
        .computeIfAbsent(address, any -> new StringBuilder())
        .append("location ")
        .append(path)
        .append(" { ")
        .append(content)
        .append(" }\n");
    return this;
  }

  /** Starts it. */
  void start() throws IOException, InterruptedException {
    StringBuilder servers = new StringBuilder(partners);
    sites.forEach(
        (address, locations) ->
            servers.append(
                "server { listen %s:80; %s }%n".formatted(bracketed(address), locations)));
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
          access_log %1$s/nginx-access.log;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
          %2$s
        }
        """
            .formatted(folder, servers));
    network
        .servers()
        .serve(
            folder.resolve("nginx.out"),
            Network.PARTNER,
            443,
            "nginx",
            "-c",
            file.toString(),
            "-g",
            "daemon off;");
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
