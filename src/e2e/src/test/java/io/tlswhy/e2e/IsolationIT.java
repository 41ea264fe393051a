package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing but the entry classes is visible to the application that the agent is attached to. */
class IsolationIT {
  private static final String[] LOOKED_FOR = {
    "io.tlswhy.entry.Agent",
    "io.tlswhy.weave.Weaver",
    "io.tlswhy.evidence.Validation",
    "io.tlswhy.assembly.Heart",
    "io.tlswhy.cli.Tlswhy",
    "net.bytebuddy.jar.asm.ClassReader",
    "net.bytebuddy.ByteBuddy",
    "org.bouncycastle.asn1.ASN1Sequence",
    "org.xbill.DNS.Name",
    "org.slf4j.LoggerFactory",
    "ch.qos.logback.classic.LoggerContext",
    "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
    "META-INF/services/java.net.spi.InetAddressResolverProvider",
    "META-INF/services/sun.net.spi.nameservice.NameServiceDescriptor",
    "META-INF/services/java.security.Provider",
  };

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anApplicationWithoutLibrariesSeesNoneOfOurs(Jdk jdk) throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(jdk).withAgent().run(Visibility.class, arguments(server));
      assertThat(result.output())
          .contains("tlswhy[protocol.plaintext]")
          .contains(
              """
              io.tlswhy.entry.Agent tlswhy.jar
              io.tlswhy.weave.Weaver absent
              io.tlswhy.evidence.Validation absent
              io.tlswhy.assembly.Heart absent
              io.tlswhy.cli.Tlswhy absent
              net.bytebuddy.jar.asm.ClassReader absent
              net.bytebuddy.ByteBuddy absent
              org.bouncycastle.asn1.ASN1Sequence absent
              org.xbill.DNS.Name absent
              org.slf4j.LoggerFactory absent
              ch.qos.logback.classic.LoggerContext absent
              META-INF/services/org.slf4j.spi.SLF4JServiceProvider 0
              META-INF/services/java.net.spi.InetAddressResolverProvider 0
              META-INF/services/sun.net.spi.nameservice.NameServiceDescriptor 0
              META-INF/services/java.security.Provider 0
              """);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anApplicationWithOtherVersionsSeesItsOwn(Jdk jdk) throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withJars(otherVersions())
              .withAgent()
              .run(Visibility.class, arguments(server));
      assertThat(result.output())
          .contains("tlswhy[protocol.plaintext]")
          .contains(
              """
              io.tlswhy.entry.Agent tlswhy.jar
              io.tlswhy.weave.Weaver absent
              io.tlswhy.evidence.Validation absent
              io.tlswhy.assembly.Heart absent
              io.tlswhy.cli.Tlswhy absent
              net.bytebuddy.jar.asm.ClassReader byte-buddy-1.14.18.jar
              net.bytebuddy.ByteBuddy byte-buddy-1.14.18.jar
              org.bouncycastle.asn1.ASN1Sequence bcprov-jdk18on-1.78.1.jar
              org.xbill.DNS.Name dnsjava-3.5.3.jar
              org.slf4j.LoggerFactory slf4j-api-1.7.36.jar
              ch.qos.logback.classic.LoggerContext logback-classic-1.2.13.jar
              META-INF/services/org.slf4j.spi.SLF4JServiceProvider 0
              """);
    }
  }

  private static String[] arguments(PlainServer server) {
    return Stream.concat(Stream.of(server.url()), Stream.of(LOOKED_FOR)).toArray(String[]::new);
  }

  private static List<Path> otherVersions() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("tlswhy.otherVersions")))) {
      return jars.sorted().toList();
    }
  }
}
