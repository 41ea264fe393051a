package io.tlswhy.cli.check;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which trust store a check is made with. */
final class TrustOptions {
  @Option(
      names = "--truststore",
      paramLabel = "FILE",
      description = "The trust store; else the one that this JVM would take.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--truststore-type",
      paramLabel = "TYPE",
      description = "Its type, such as PKCS12 or JKS; PEM files are taken as well.")
  private String type = "";

  @Option(
      names = "--truststore-password",
      paramLabel = "env:NAME|file:PATH|prompt",
      description = "Where its password comes from.")
  private String password = "";

  /** The trust store that was asked for, if one was. */
  Optional<KeyStore> store() throws CheckException {
    return file.isPresent() ? Optional.of(load(file.get())) : Optional.empty();
  }

  /** Its file. */
  Optional<Path> file() {
    return file;
  }

  private KeyStore load(Path path) throws CheckException {
    try {
      if (type.equalsIgnoreCase("PEM") || (type.isEmpty() && PemFile.looksLikeOne(path))) {
        return PemFile.asTrustStore(PemFile.certificates(path));
      }
      char[] secret = password.isEmpty() ? new char[0] : secret().toCharArray();
      KeyStore store = KeyStore.getInstance(type.isEmpty() ? KeyStore.getDefaultType() : type);
      try (InputStream in = Files.newInputStream(path)) {
        // Without a password the integrity is not checked, and a JKS or plain PKCS12 still opens.
        store.load(in, secret.length == 0 ? null : secret);
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw CheckException.failed("the trust store " + path + " could not be read: " + e);
    }
  }

  private String secret() throws CheckException, IOException {
    if (password.startsWith("env:")) {
      String value = System.getenv(password.substring(4));
      if (value == null) {
        throw CheckException.usage("the variable " + password.substring(4) + " is not set.");
      }
      return value;
    }
    if (password.startsWith("file:")) {
      Path from = Paths.get(password.substring(5));
      return new String(Files.readAllBytes(from), StandardCharsets.UTF_8).trim();
    }
    Console console = System.console();
    if (password.equals("prompt") && console != null) {
      char[] typed = console.readPassword("Password of the trust store: ");
      return typed == null ? "" : new String(typed);
    }
    throw CheckException.usage(
        "--truststore-password is env:NAME, file:PATH, or prompt on a terminal.");
  }
}
