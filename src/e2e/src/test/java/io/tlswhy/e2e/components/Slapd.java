package io.tlswhy.e2e.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A directory that holds a CA's revocation list, read by anybody. */
final class Slapd {
  /** The entry, as a pointer to it names it. */
  static final String ENTRY = "cn=ca,dc=partner,dc=test";

  private final Network network;
  private final Path folder;

  Slapd(Network network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** Starts it at an address's port 389, with that list in {@link #ENTRY}. */
  void start(String address, byte[] crl) throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("ldap"));
    Path configuration =
        Files.writeString(
            folder.resolve("slapd.conf"),
            """
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile %1$s/slapd.pid
            database mdb
            maxsize 16777216
            suffix "dc=partner,dc=test"
            directory %2$s
            """
                .formatted(folder, data));
    Path entries =
        Files.writeString(
            folder.resolve("entries.ldif"),
            """
            dn: dc=partner,dc=test
            objectClass: dcObject
            objectClass: organization
            dc: partner
            o: Partner

            dn: %s
            objectClass: cRLDistributionPoint
            cn: ca
            certificateRevocationList;binary:: %s
            """
                .formatted(ENTRY, Base64.getEncoder().encodeToString(crl)));
    Shell.run("slapadd", "-f", configuration.toString(), "-l", entries.toString());
    network
        .servers()
        .serve(
            folder.resolve("slapd.out"),
            address,
            389,
            "slapd",
            "-d",
            "0",
            "-f",
            configuration.toString(),
            "-h",
            "ldap://" + address + ":389");
  }
}
