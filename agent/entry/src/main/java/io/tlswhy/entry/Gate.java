package io.tlswhy.entry;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first class of JSSE, and only then opens the tier that weaves.
 *
 * <p>Every class that the application loads passes here, so all that is done for it is to look its
 * name up; and nothing that goes wrong may reach the thread that loads it.
 */
class Gate implements ClassFileTransformer {
  /** Marks a class that the weaver wants to see; other values name a provider. */
  private static final String JSSE = "";

  private static final Map<String, String> NAMES = names();

  private final Instrumentation instrumentation;
  private final Map<String, String> options;
  private final @Nullable ClassLoader platform;
  private final AtomicInteger faults = new AtomicInteger();
  private final Map<String, String> toldProviders = new HashMap<>();

  private volatile @Nullable ClassFileTransformer weaver;
  private @Nullable Opening opening;
  private boolean openedOnce;

  /** A gate that has yet to be added to the instrumentation. */
  Gate(Instrumentation instrumentation, Map<String, String> options) {
    this.instrumentation = instrumentation;
    this.options = options;
    this.platform = platformLoader();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    String provider = name == null ? null : NAMES.get(name);
    if (provider == null) {
      return null;
    }
    try {
      if (provider != JSSE) {
        tellBlind(provider);
      } else if (isPlatform(loader)) {
        ClassFileTransformer opened = openedWeaver();
        return opened == null ? null : opened.transform(loader, name, redefined, domain, classFile);
      }
    } catch (Throwable fault) {
      tell("could not weave " + name, fault);
    }
    return null;
  }

  /** Weaves the classes of JSSE that were loaded before the gate was there. */
  void retransformLoaded() {
    try {
      List<Class<?>> loaded = loadedTargets();
      // Opened here and not within transform(), where the JVM hides newly loaded classes.
      if (!loaded.isEmpty() && openedWeaver() != null) {
        retransform(loaded);
      }
    } catch (Throwable fault) {
      tell("could not weave what was loaded before it", fault);
    }
  }

  /** Takes everything out again: the hook falls silent, then the original classes come back. */
  void close() {
    instrumentation.removeTransformer(this);
    ClassFileTransformer opened;
    Opening open;
    synchronized (this) {
      openedOnce = true;
      opened = weaver;
      open = opening;
      weaver = null;
      opening = null;
    }
    if (opened != null) {
      close(opened);
      retransform(loadedTargets());
      close(open);
    }
  }

  /** Opens the tier that weaves. */
  ClassFileTransformer open() throws Exception {
    Opening made = new Opening(instrumentation, options);
    opening = made;
    return made.weaver();
  }

  /** Says a line on standard error. */
  void say(String line) {
    new StandardError().say(line);
  }

  private @Nullable ClassFileTransformer openedWeaver() throws Exception {
    ClassFileTransformer opened = weaver;
    if (opened != null) {
      return opened;
    }
    synchronized (this) {
      if (!openedOnce) {
        openedOnce = true;
        weaver = open();
      }
      return weaver;
    }
  }

  private List<Class<?>> loadedTargets() {
    List<Class<?>> targets = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isPlatform(type.getClassLoader())) {
        String name = type.getName();
        // The prefixes first: this runs at the start of every JVM, over all that it has loaded.
        if ((name.startsWith("sun.")
                || name.startsWith("jdk.internal.net.")
                || name.startsWith("javax.net.ssl."))
            && NAMES.get(name.replace('.', '/')) == JSSE) {
          targets.add(type);
        }
      }
    }
    return targets;
  }

  private void retransform(List<Class<?>> types) {
    for (Class<?> type : types) {
      try {
        instrumentation.retransformClasses(type);
      } catch (Throwable fault) {
        tell("could not retransform " + type.getName(), fault);
      }
    }
  }

  private boolean isPlatform(@Nullable ClassLoader loader) {
    return loader == null || loader == platform;
  }

  private void tellBlind(String provider) {
    synchronized (toldProviders) {
      if (toldProviders.put(provider, provider) != null) {
        return;
      }
    }
    say(
        "this application uses "
            + provider
            + " for TLS, which the agent cannot look into; its failures are diagnosed only where"
            + " it asks the JDK's trust manager.");
  }

  private void tell(String what, Throwable fault) {
    if (faults.incrementAndGet() == 1) {
      say(
          what
              + " ("
              + fault
              + "); the application is not affected, its failures are not explained.");
    }
  }

  private void close(@Nullable Object closeable) {
    if (closeable instanceof AutoCloseable) {
      try {
        ((AutoCloseable) closeable).close();
      } catch (Throwable fault) {
        tell("could not be closed", fault);
      }
    }
  }

  /** The loader next to the bootstrap loader, wherever the agent itself was loaded. */
  static @Nullable ClassLoader platformLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader != null && loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>(64);
    names.put("sun/security/ssl/TransportContext", JSSE);
    names.put("sun/security/ssl/SSLHandshake", JSSE);
    names.put("sun/security/ssl/ServerHandshakeContext", JSSE);
    names.put("sun/security/ssl/SSLSocketImpl", JSSE);
    names.put("sun/security/ssl/SSLEngineImpl", JSSE);
    names.put("sun/security/ssl/SSLSessionImpl", JSSE);
    names.put("sun/security/ssl/CertificateMessage$T12CertificateConsumer", JSSE);
    names.put("sun/security/ssl/CertificateMessage$T13CertificateConsumer", JSSE);
    names.put("sun/security/ssl/X509TrustManagerImpl", JSSE);
    names.put("sun/security/ssl/SSLContextImpl$DefaultManagersHolder", JSSE);
    names.put("sun/security/ssl/SupportedGroupsExtension$SupportedGroups", JSSE);
    names.put("sun/security/ssl/NamedGroup$SupportedGroups", JSSE);
    names.put("sun/security/ssl/DHKeyExchange$DHEPossessionGenerator", JSSE);
    names.put("javax/net/ssl/SSLContext", JSSE);
    names.put("sun/security/ssl/StatusResponseManager", JSSE);
    names.put("sun/security/provider/certpath/RevocationChecker", JSSE);
    names.put("sun/security/provider/certpath/OCSP", JSSE);
    names.put("sun/security/provider/certpath/URICertStore", JSSE);
    names.put("sun/net/www/protocol/https/HttpsClient", JSSE);
    names.put("sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection", JSSE);
    names.put("jdk/internal/net/http/common/SSLTube", JSSE);
    names.put("jdk/internal/net/http/common/SSLTube$SSLSubscriberWrapper", JSSE);
    names.put("org/bouncycastle/tls/TlsProtocol", "Bouncy Castle");
    names.put("org/conscrypt/ConscryptEngine", "Conscrypt");
    // The engine's own class is loaded whenever Netty asks whether an engine is one.
    names.put(
        "io/netty/handler/ssl/ReferenceCountedOpenSslEngine$HandshakeState", "Netty with OpenSSL");
    names.put(
        "io/grpc/netty/shaded/io/netty/handler/ssl/ReferenceCountedOpenSslEngine$HandshakeState",
        "Netty with OpenSSL");
    names.put("org/wildfly/openssl/OpenSSLEngine", "WildFly OpenSSL");
    return names;
  }
}
