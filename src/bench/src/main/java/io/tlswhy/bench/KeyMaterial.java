package io.tlswhy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the server's key with the JDK's own keytool. */
final class KeyMaterial {
  static final String PASSWORD = "benchmark";

  private KeyMaterial() {}

  static Path create(Path work) throws IOException, InterruptedException {
    Path store = work.resolve("server.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "3650",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    return store;
  }
}
