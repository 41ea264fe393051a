package io.tlswhy.weave;

import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.weave.read.Releases;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the settings of this JVM that bear on TLS, from an allow-list: nothing else of what an
 * application puts into its properties may ever be shown.
 */
public final class JvmReader {
  private static final int LONGEST = 2_000;

  private static final String[] SYSTEM = {
    "com.sun.net.ssl.",
    "com.sun.security.",
    "http.nonProxyHosts",
    "http.proxy",
    "https.cipherSuites",
    "https.protocols",
    "https.proxy",
    "java.net.",
    "javax.net.ssl.",
    "jdk.certpath.",
    "jdk.http.",
    "jdk.httpclient.",
    "jdk.net.",
    "jdk.security.",
    "jdk.tls.",
    "networkaddress.",
    "ocsp.",
    "socksNonProxyHosts",
    "socksProxy",
    "sun.net.inetaddr.",
    "sun.net.spi.nameservice.",
    "sun.security."
  };

  private static final String[] SECURITY = {
    "com.sun.security.allowedAIALocations",
    "com.sun.security.crl.maxSize",
    "com.sun.security.onlyCheckRevocationOfEECert",
    "crypto.policy",
    "jdk.certpath.disabledAlgorithms",
    "jdk.disabled.namedCurves",
    "jdk.includeInExceptions",
    "jdk.security.allowNonCaAnchor",
    "jdk.security.caDistrustPolicies",
    "jdk.security.legacyAlgorithms",
    "jdk.tls.alpnCharset",
    "jdk.tls.disabledAlgorithms",
    "jdk.tls.keyLimits",
    "jdk.tls.legacyAlgorithms",
    "keystore.type",
    "networkaddress.cache.negative.ttl",
    "networkaddress.cache.stale.ttl",
    "networkaddress.cache.ttl",
    "ocsp.enable",
    "ocsp.responderCertIssuerName",
    "ocsp.responderCertSerialNumber",
    "ocsp.responderCertSubjectName",
    "ocsp.responderURL",
    "security.overridePropertiesFile",
    "ssl.KeyManagerFactory.algorithm",
    "ssl.TrustManagerFactory.algorithm"
  };

  private static final String[] ENVIRONMENT = {
    "ALL_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "all_proxy",
    "http_proxy",
    "https.cipherSuites",
    "https.protocols",
    "https.proxy",
    "no_proxy"
  };

  private static final String[] HOST = {"HOSTNAME", "COMPUTERNAME"};

  private static final String[] SECRET = {"assword", "assphrase", "secret", "token", "credential"};

  private JvmReader() {}

  /** The facts of this JVM as they are now. */
  public static JvmFacts read() {
    return JvmFacts.of(
        Releases.feature(),
        System.getProperty("java.version", ""),
        System.getProperty("java.vendor", ""),
        host(),
        pid(),
        system(),
        security(),
        environment());
  }

  private static Map<String, String> system() {
    Map<String, String> found = new TreeMap<String, String>();
    // A copy of the names: others may set properties meanwhile.
    for (String name : new TreeSet<String>(System.getProperties().stringPropertyNames())) {
      if (startsWithOneOf(name, SYSTEM)) {
        put(found, name, System.getProperty(name));
      }
    }
    return found;
  }

  private static Map<String, String> security() {
    Map<String, String> found = new TreeMap<String, String>();
    for (String name : SECURITY) {
      put(found, name, Security.getProperty(name));
    }
    return found;
  }

  private static Map<String, String> environment() {
    Map<String, String> found = new TreeMap<String, String>();
    for (String name : ENVIRONMENT) {
      put(found, name, System.getenv(name));
    }
    return found;
  }

  private static void put(Map<String, String> found, String name, String value) {
    if (value != null && !isSecret(name)) {
      String shown = withoutUserInfo(value);
      found.put(name, shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…");
    }
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String part : SECRET) {
      if (lower.contains(part)) {
        return true;
      }
    }
    return name.equals("http.proxyUser") || name.equals("https.proxyUser");
  }

  /** {@code http://user:word@proxy:3128} without what stands before the host. */
  private static String withoutUserInfo(String value) {
    int at = value.lastIndexOf('@');
    if (at < 0) {
      return value;
    }
    int scheme = value.indexOf("://");
    return scheme >= 0 && scheme < at
        ? value.substring(0, scheme + 3) + value.substring(at + 1)
        : value.substring(at + 1);
  }

  private static boolean startsWithOneOf(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** From the environment, else from the kernel: the resolver is not asked. */
  private static String host() {
    for (String variable : HOST) {
      String host = System.getenv(variable);
      if (host != null && !host.isEmpty()) {
        return host;
      }
    }
    try (BufferedReader kernel =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream("/proc/sys/kernel/hostname"), StandardCharsets.UTF_8))) {
      String host = kernel.readLine();
      return host == null || host.equals("(none)") ? "" : host;
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  /** From {@code /proc}, or from {@code ProcessHandle} where there is one. */
  private static long pid() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException e) {
      try {
        return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
      } catch (IOException | NumberFormatException unknown) {
        return -1;
      }
    }
  }
}
