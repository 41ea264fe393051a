package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Java that lacks what a peer's certificates or key exchange need. */
class MissingAlgorithmIT {
  private static final String HOST = "api.partner.test";

  /** Those of which an image can be made that runs here. */
  static List<Jdk> withImages() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 11 && jdk.feature() < 21).toList();
  }

  static List<Jdk> withoutEdwardsCurves() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() < 15).toList();
  }

  /**
   * An image made with jlink, without the module {@code jdk.crypto.ec} that the releases before 22
   * need for elliptic curves (JDK-8308398): shown on 11 and 17.
   */
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("withImages")
  void imageWithoutEllipticCurves(Jdk jdk, @TempDir Path folder) throws Exception {
    Jdk image = new Jdk(jdk.feature(), image(jdk, folder.resolve("image")));
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Partner Root");
      assertThat(fetched(image, lab, root, root.issue(CertificateSpec.server(HOST))))
          .contains(
              "| tlswhy[jvm.config] This JVM has no security provider for elliptic curves, so it"
                  + " could not offer api.partner.test port ")
          .contains(
              " any key exchange with them, and nothing else was accepted. Fix: If this Java was made"
                  + " with jlink, make it anew with --add-modules jdk.crypto.ec; if not, put SunEC"
                  + " back among the providers");
    }
  }

  /** Ed25519 came with Java 15 (JEP 339): shown on 8 and 11. */
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("withoutEdwardsCurves")
  void signatureThatCameLater(Jdk jdk) throws Exception {
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Partner Root");
      KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      LabCa issuing = root.authority(CertificateSpec.authority("Issuing").keys(edwards));
      Identity partner = issuing.issue(CertificateSpec.server(HOST).signedWith("Ed25519"));
      assertThat(fetched(jdk, lab, root, partner))
          .contains(
              "| tlswhy[jvm.config] This JVM cannot verify the signature of CN=api.partner.test"
                  + " (serial ")
          .contains(
              "), since none of its security providers has Ed25519, which came with Java 15 (this is ")
          .contains(
              "Fix: Run on Java 15 or later (restart needed), or ask the operator of api.partner.test"
                  + " for a certificate whose chain is signed with RSA or ECDSA.");
    }
  }

  private static String fetched(Jdk jdk, Lab lab, LabCa root, Identity partner) throws IOException {
    TlsPeer peer = lab.peer(HOST, TlsContexts.of(partner));
    return ForkedJvm.of(jdk)
        .withJars(List.of(lab.names().classPath()))
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(lab.trusting(root.certificate()).toArray(new String[0]))
        .withAgent("log=off")
        .run(Fetch.class, "https://" + HOST + ":" + peer.port() + "/")
        .output();
  }

  private static Path image(Jdk jdk, Path to) throws IOException, InterruptedException {
    Path log = Files.createTempFile("tlswhy-jlink", ".log");
    Process jlink =
        new ProcessBuilder(
                jdk.home().resolve("bin").resolve("jlink").toString(),
                "--add-modules",
                "java.base,java.instrument,java.logging,java.management,java.naming",
                "--output",
                to.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(jlink.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(jlink.exitValue()).as(Files.readString(log)).isZero();
    Files.delete(log);
    return to;
  }
}
