package io.tlswhy.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final byte[] ORIGINAL = {1, 2, 3};
  private static final byte[] WOVEN = {4, 5};
  private static final String SOCKET = "sun/security/ssl/SSLSocketImpl";

  private final List<String> said = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final AtomicInteger openings = new AtomicInteger();

  @Test
  void inAJvmWithoutTheExpectedClassesNothingIsEverOpened() {
    TestGate gate = new TestGate(weaving());

    // What a JVM with another vendor's JSSE, or one from before TLS 1.3 came to Java 8, would load.
    for (String name :
        List.of(
            "java/lang/String",
            "com/ibm/jsse2/SSLSocketImpl",
            "com/sun/net/ssl/internal/ssl/SSLSocketImpl",
            "sun/security/ssl/Handshaker",
            "sun/security/ssl/SSLSocketImpl$1",
            "com/example/TransportContext")) {
      assertThat(gate.pass(null, name)).isNull();
    }
    assertThat(openings).hasValue(0);
    assertThat(said).isEmpty();
  }

  @Test
  void aClassWithoutANamePasses() {
    assertThat(new TestGate(weaving()).pass(null, null)).isNull();
    assertThat(openings).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun/security/ssl/TransportContext",
        "sun/security/ssl/SSLSocketImpl",
        "sun/security/ssl/SSLEngineImpl",
        "sun/security/ssl/SSLSessionImpl",
        "sun/security/ssl/CertificateMessage$T12CertificateConsumer",
        "sun/security/ssl/CertificateMessage$T13CertificateConsumer",
        "sun/security/ssl/X509TrustManagerImpl",
        "sun/security/ssl/SSLContextImpl$DefaultManagersHolder",
        "sun/security/ssl/StatusResponseManager",
        "sun/security/provider/certpath/RevocationChecker",
        "sun/security/provider/certpath/OCSP",
        "sun/security/provider/certpath/URICertStore",
        "sun/net/www/protocol/https/HttpsClient",
        "jdk/internal/net/http/common/SSLTube",
        "jdk/internal/net/http/common/SSLTube$SSLSubscriberWrapper",
      })
  void eachClassOfJsseIsWoven(String name) {
    assertThat(new TestGate(weaving()).pass(null, name)).isEqualTo(WOVEN);
    assertThat(seen).containsExactly(name);
  }

  @Test
  void theWeaverIsOpenedOnce() {
    TestGate gate = new TestGate(weaving());

    gate.pass(null, SOCKET);
    gate.pass(ClassLoader.getPlatformClassLoader(), "jdk/internal/net/http/common/SSLTube");

    assertThat(openings).hasValue(1);
    assertThat(seen).hasSize(2);
  }

  @Test
  void threadsThatComeMeanwhileWaitForTheOpening() throws InterruptedException {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TestGate gate =
        new TestGate(weaving()) {
          @Override
          ClassFileTransformer open() throws Exception {
            opening.countDown();
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
            return super.open();
          }
        };
    Thread first = new Thread(() -> gate.pass(null, SOCKET));
    first.start();
    assertThat(opening.await(10, TimeUnit.SECONDS)).isTrue();
    List<byte[]> results = new ArrayList<>();
    Thread second =
        new Thread(() -> results.add(gate.pass(null, "sun/security/ssl/SSLEngineImpl")));
    second.start();
    go.countDown();
    first.join();
    second.join();

    assertThat(results).containsExactly(WOVEN);
    assertThat(openings).hasValue(1);
  }

  @Test
  void aClassOfThatNameFromTheApplicationIsNotTouched() {
    ClassLoader application = getClass().getClassLoader();

    assertThat(new TestGate(weaving()).pass(application, SOCKET)).isNull();
    assertThat(openings).hasValue(0);
  }

  @Test
  void aWeaverThatCannotBeOpenedIsToldOnceAndNeverTriedAgain() {
    TestGate gate =
        new TestGate(weaving()) {
          @Override
          ClassFileTransformer open() {
            openings.incrementAndGet();
            throw new LinkageError("no such tier");
          }
        };

    assertThat(gate.pass(null, SOCKET)).isNull();
    assertThat(gate.pass(null, "sun/security/ssl/SSLEngineImpl")).isNull();

    assertThat(openings).hasValue(1);
    assertThat(said)
        .containsExactly(
            "could not weave sun/security/ssl/SSLSocketImpl (java.lang.LinkageError: no such"
                + " tier); the application is not affected, its failures are not explained.");
  }

  @Test
  void whatTheWeaverThrowsStaysOursAndIsToldOnce() {
    TestGate gate =
        new TestGate(
            new ClassFileTransformer() {
              @Override
              public byte[] transform(
                  ClassLoader loader,
                  String name,
                  Class<?> redefined,
                  ProtectionDomain domain,
                  byte[] classFile) {
                throw new StackOverflowError();
              }
            });

    assertThat(gate.pass(null, SOCKET)).isNull();
    assertThat(gate.pass(null, SOCKET)).isNull();

    assertThat(said)
        .containsExactly(
            "could not weave sun/security/ssl/SSLSocketImpl (java.lang.StackOverflowError); the"
                + " application is not affected, its failures are not explained.");
  }

  @ParameterizedTest
  @CsvSource({
    "org/bouncycastle/tls/TlsProtocol, Bouncy Castle",
    "org/conscrypt/ConscryptEngine, Conscrypt",
    "io/netty/handler/ssl/ReferenceCountedOpenSslEngine$HandshakeState, Netty with OpenSSL",
    "io/grpc/netty/shaded/io/netty/handler/ssl/ReferenceCountedOpenSslEngine$HandshakeState, Netty with OpenSSL",
    "org/wildfly/openssl/OpenSSLEngine, WildFly OpenSSL",
  })
  void aProviderThatCannotBeLookedIntoIsToldOnce(String name, String provider) {
    TestGate gate = new TestGate(weaving());

    assertThat(gate.pass(getClass().getClassLoader(), name)).isNull();
    assertThat(gate.pass(null, name)).isNull();

    assertThat(openings).hasValue(0);
    assertThat(said)
        .containsExactly(
            "this application uses "
                + provider
                + " for TLS, which the agent cannot look into; its failures are diagnosed only"
                + " where it asks the JDK's trust manager.");
  }

  @Test
  void whatWasLoadedBeforeIsWovenAgain() {
    List<Class<?>> retransformed = new ArrayList<>();
    TestGate gate = new TestGate(weaving(), retransformed);

    gate.retransformLoaded();

    // The only class of JSSE that a test can name without opening the module.
    assertThat(retransformed).extracting(Class::getName).containsExactly(SOCKET.replace('/', '.'));
    assertThat(openings).hasValue(1);
  }

  @Test
  void takingItOutClosesTheWeaverBeforeTheOriginalsComeBack() {
    List<Class<?>> retransformed = new ArrayList<>();
    List<Integer> retransformedAtClose = new ArrayList<>();
    TestGate gate =
        new TestGate(
            new ClosingWeaver(() -> retransformedAtClose.add(retransformed.size())), retransformed);
    gate.retransformLoaded();

    gate.close();

    assertThat(retransformedAtClose).containsExactly(1);
    assertThat(retransformed).hasSize(2);
    assertThat(said).isEmpty();
    assertThat(gate.pass(null, SOCKET)).isNull();
  }

  @Test
  void takingOutWhatNeverWoveTouchesNoClass() {
    List<Class<?>> retransformed = new ArrayList<>();
    TestGate gate = new TestGate(weaving(), retransformed);

    gate.close();

    assertThat(retransformed).isEmpty();
    assertThat(gate.pass(null, SOCKET)).isNull();
    assertThat(openings).hasValue(0);
  }

  private ClassFileTransformer weaving() {
    return new ClosingWeaver(() -> {});
  }

  /** A JVM that has loaded one class of JSSE, and keeps what it is asked to retransform. */
  private static Instrumentation jvm(List<Class<?>> retransformed) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            GateTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "getAllLoadedClasses":
                  return new Class<?>[] {
                    String.class, GateTest.class, Class.forName(SOCKET.replace('/', '.'))
                  };
                case "retransformClasses":
                  retransformed.addAll(List.of((Class<?>[]) arguments[0]));
                  return null;
                case "removeTransformer":
                  return true;
                default:
                  throw new UnsupportedOperationException(method.getName());
              }
            });
  }

  /** Keeps what it was shown, and what closing it does. */
  private final class ClosingWeaver implements ClassFileTransformer, AutoCloseable {
    private final Runnable onClose;

    ClosingWeaver(Runnable onClose) {
      this.onClose = onClose;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      seen.add(name);
      return WOVEN;
    }

    @Override
    public void close() {
      onClose.run();
    }
  }

  private class TestGate extends Gate {
    private final ClassFileTransformer weaver;

    TestGate(ClassFileTransformer weaver) {
      this(weaver, new ArrayList<>());
    }

    TestGate(ClassFileTransformer weaver, List<Class<?>> retransformed) {
      super(jvm(retransformed), Map.of());
      this.weaver = weaver;
    }

    byte @Nullable [] pass(@Nullable ClassLoader loader, @Nullable String name) {
      return transform(loader, name, null, null, ORIGINAL);
    }

    @Override
    ClassFileTransformer open() throws Exception {
      openings.incrementAndGet();
      return weaver;
    }

    @Override
    void say(String line) {
      said.add(line);
    }
  }
}
