package io.tlswhy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the server's key and certificate with the JDK's own keytool. */
final class KeyMaterial {
  static final String PASSWORD = "benchmark";

  private KeyMaterial() {}

  /** A key store with a certificate that has signed itself. */
  static Path create(Path work) throws IOException, InterruptedException {
    Path store = work.resolve("server.p12");
    generate(store, "server", "CN=localhost", "san=dns:localhost");
    return store;
  }

  /**
   * A key store with a CA and a server's certificate of it that names those CRLs; the certificate
   * is also written beside it, as {@code server.pem}.
   */
  static Path withLists(Path folder, List<String> urls) throws IOException, InterruptedException {
    Path store = folder.resolve("lists.p12");
    Path request = folder.resolve("server.csr");
    Path certificate = folder.resolve("server.pem");
    String lists = urls.stream().map(url -> "uri:" + url).collect(Collectors.joining(","));
    generate(store, "ca", "CN=Benchmark CA", "bc:c");
    generate(store, "server", "CN=localhost", "san=dns:localhost");
    keytool(store, "-certreq", "-alias", "server", "-file", request.toString());
    keytool(
        store,
        "-gencert",
        "-alias",
        "ca",
        "-validity",
        "3650",
        "-rfc",
        "-ext",
        "san=dns:localhost",
        "-ext",
        "crl=" + lists,
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString());
    keytool(store, "-importcert", "-alias", "server", "-file", certificate.toString());
    // Else a server may show the CA's own certificate, for which nothing is looked up.
    keytool(store, "-delete", "-alias", "ca");
    return store;
  }

  private static void generate(Path store, String alias, String name, String extension)
      throws IOException, InterruptedException {
    keytool(
        store,
        "-genkeypair",
        "-alias",
        alias,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "3650",
        "-dname",
        name,
        "-ext",
        extension);
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }
}
