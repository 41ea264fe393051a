package io.tlswhy.e2e.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A forward proxy as large companies have it. */
final class Squid {
  static final int PORT = 3128;

  private static final Path ERROR_PAGES = Path.of("/usr/share/squid/errors/templates");

  private final Network network;
  private final Path folder;
  private String access = "http_access allow all";
  private String names = Network.NAMES;

  Squid(Network network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** Passes only those on who authenticate themselves by the Basic scheme; nobody can. */
  Squid wantingAuthentication() throws IOException {
    Path passwords = Files.writeString(folder.resolve("squid.passwords"), "");
    return wanting(
        "auth_param basic program /usr/lib/squid/basic_ncsa_auth " + passwords,
        "auth_param basic realm Partner network",
        "auth_param basic children 1");
  }

  /** The same by the Digest scheme. */
  Squid wantingDigest() throws IOException {
    Path passwords = Files.writeString(folder.resolve("squid.digests"), "");
    return wanting(
        "auth_param digest program /usr/lib/squid/digest_file_auth " + passwords,
        "auth_param digest realm Partner network",
        "auth_param digest children 1");
  }

  /** The same by those of a Windows domain. */
  Squid wantingDomainUsers() {
    return wanting(
        "auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth",
        "auth_param negotiate children 1",
        "auth_param ntlm program /usr/lib/squid/ntlm_fake_auth",
        "auth_param ntlm children 1");
  }

  private Squid wanting(String... scheme) {
    access =
        String.join("\n", scheme)
            + """

              acl known proxy_auth REQUIRED
              http_access deny !known
              http_access allow all""";
    return this;
  }

  /** Asks another name server than the others do. */
  Squid resolvingBy(String server) {
    names = server;
    return this;
  }

  /** Blocks URLs that contain a word, with a page that says why. */
  Squid blocking(String word, String title) throws IOException {
    // Squid reads its pages as a user of its own.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path pages = Files.createDirectories(folder.resolve("squid-errors"));
    try (var templates = Files.list(ERROR_PAGES)) {
      for (Path template : templates.toList()) {
        Files.copy(template, pages.resolve(template.getFileName()));
      }
    }
    Files.writeString(
        pages.resolve("ERR_CATEGORY"),
        "<html><head><title>%s</title></head><body>%s</body></html>".formatted(title, title));
    access =
        """
        error_directory %s
        acl blocked url_regex %s
        deny_info ERR_CATEGORY blocked
        http_access deny blocked
        http_access allow all"""
            .formatted(pages, word);
    return this;
  }

  /** Starts it. */
  void start() throws IOException, InterruptedException {
    Path file = folder.resolve("squid.conf");
    Files.write(
        file,
        List.of(
            "http_port " + Network.PROXY + ":" + PORT,
            "pid_filename " + folder + "/squid.pid",
            "cache_log " + folder + "/squid.log",
            "access_log none",
            "cache deny all",
            "cache_mem 1 MB",
            "pinger_enable off",
            "shutdown_lifetime 0 seconds",
            "connect_timeout 1 second",
            "forward_timeout 1 second",
            "dns_nameservers " + names,
            "tcp_outgoing_address " + Network.PROXY,
            access));
    network
        .servers()
        .serve(
            folder.resolve("squid.out"),
            Network.PROXY,
            PORT,
            "squid",
            "-N",
            "-n",
            serviceName(),
            "-f",
            file.toString());
  }

  /** Squids share memory by their service's name, which is letters and digits. */
  private String serviceName() {
    return "s" + Integer.toHexString(folder.hashCode());
  }
}
