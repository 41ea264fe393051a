package io.tlswhy.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Well-formed local files and settings to start from. */
final class FileSeeds {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private FileSeeds() {}

  /** A trust store of each format; few iterations, so that many can be read in a second. */
  static List<byte[]> stores(X509Certificate trusted) throws IOException {
    String[] counts = {"certPbeIterationCount", "keyPbeIterationCount", "macIterationCount"};
    for (String count : counts) {
      System.setProperty("keystore.pkcs12." + count, "50");
    }
    try {
      List<byte[]> stores = new ArrayList<>();
      for (String type : List.of("JKS", "JCEKS", "PKCS12")) {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("root", trusted);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        stores.add(out.toByteArray());
      }
      stores.add(trusted.getEncoded());
      return stores;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      for (String count : counts) {
        System.clearProperty("keystore.pkcs12." + count);
      }
    }
  }

  /** Security properties, with what a policy of the operating system puts among them. */
  static List<byte[]> security() {
    return List.of(
        text(
            "# the policy\njdk.certpath.disabledAlgorithms=MD2, RSA keySize < 1024, \\\n  SHA1 usage"
                + " TLSServer\nsecurity.useSystemPropertiesFile=true\n"),
        text(
            "jdk.tls.disabledAlgorithms=SSLv3\ninclude ${java.home}/conf/security/java.security\n"),
        text("DEFAULT\ninclude other.security\njdk.disabled.namedCurves=\\u0073ecp256k1\n"));
  }

  /** The files in which a system or a desktop names proxies; the first octet says which. */
  static List<byte[]> settings() {
    return List.of(
        text("\0http_proxy=\"http://proxy.test:3128/\"\nexport no_proxy='localhost, .test'\n"),
        text("\1PROXY_ENABLED=\"yes\"\nHTTP_PROXY=\"http://user:word@proxy.test:3128\"\n"),
        text("\2[Proxy Settings]\nProxyType=1\nhttpProxy=http://proxy.test 3128\nNoProxyFor=a,b\n"),
        text("\2[Proxy Settings]\nProxyType=2\nProxy Config Script=http://wpad.test/wpad.dat\n"),
        text("\3[system/proxy]\nmode='manual'\n[system/proxy/http]\nhost='p.test'\nport=3128\n"),
        text("\4[system/proxy]\nmode='auto'\nautoconfig-url='file:///etc/proxy.pac'\n"));
  }

  /** Files that name name servers. */
  static List<byte[]> resolv() {
    return List.of(
        text(
            "# by hand\nsearch test\nnameserver 192.0.2.1\nnameserver 2001:db8::1\noptions ndots:2\n"),
        text("nameserver fe80::1%eth0\n\tnameserver 127.0.0.53\nnameserver\n"));
  }

  /** The options of the agent, in each of the forms in which they are given. */
  static List<byte[]> options() {
    return List.of(
        text("\0probe=all,timeout=5s,allow=10.0.0.0/8\\,[fd00::/8]:80,mute=chain.expired"),
        text("\0log=file:/tmp/x,json=stderr,dir=/tmp,otlp=http://collector:4318,slow=2m"),
        text("\1PROBE=none"),
        text("\2repeat=10m"),
        text("\3probe=all\nallow = 192.0.2.0/24\nlog=\\u0041uto\n! comment\n"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
