package io.tlswhy.weave.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What weaving changes in the classes of the JDK that runs, and what it must leave alone. */
class ClassWeaverTest {
  /** The tests run on 17, which does not have this class yet. */
  private static final String SINCE_21 = "sun/security/ssl/NamedGroup$SupportedGroups";

  /** Every method that is woven and nothing else. */
  private static final Map<String, Set<String>> WOVEN = woven();

  @Test
  void changesTheNamedMethodsOnly() throws IOException {
    Set<String> all = new TreeSet<>(WOVEN.keySet());
    all.add(SINCE_21);
    assertThat(Plan.classNames()).isEqualTo(all);
    for (Map.Entry<String, Set<String>> entry : WOVEN.entrySet()) {
      byte[] original = ClassFile.ofJdk(entry.getKey());
      Map<String, byte[]> before = ClassFile.codes(original);
      Map<String, byte[]> after =
          ClassFile.codes(ClassWeaver.weave(entry.getKey(), original).orElse(original));
      assertThat(after.keySet()).as(entry.getKey()).isEqualTo(before.keySet());
      Set<String> changed = new TreeSet<>();
      for (Map.Entry<String, byte[]> method : before.entrySet()) {
        if (!Arrays.equals(method.getValue(), after.get(method.getKey()))) {
          changed.add(method.getKey().substring(0, method.getKey().indexOf('(')));
        }
      }
      assertThat(changed).as(entry.getKey()).isEqualTo(entry.getValue());
    }
  }

  @Test
  void leavesWhatMovesOctetsAlone() {
    Set<String> moving =
        new HashSet<>(
            Arrays.asList(
                "read", "write", "wrap", "unwrap", "decode", "encode", "deliver", "readRecord"));
    for (Map.Entry<String, Set<String>> entry : WOVEN.entrySet()) {
      assertThat(entry.getKey()).doesNotContainPattern("Record|Stream|Cipher");
      assertThat(entry.getValue()).doesNotContainAnyElementsOf(moving);
    }
    for (String untouched :
        new String[] {
          "sun/security/ssl/SSLSocketInputRecord",
          "sun/security/ssl/SSLSocketOutputRecord",
          "sun/security/ssl/SSLEngineInputRecord",
          "sun/security/ssl/SSLEngineOutputRecord",
          "sun/security/ssl/SSLSocketImpl$AppInputStream",
          "sun/security/ssl/SSLSocketImpl$AppOutputStream",
          "sun/security/ssl/SSLTransport"
        }) {
      assertThat(ClassWeaver.weave(untouched, new byte[0])).as(untouched).isEmpty();
    }
  }

  @Test
  void addsNoInstructionToThePathOfSuccessWhereOnlyFailureCounts() throws IOException {
    assertOnlyAppended("sun/security/ssl/X509TrustManagerImpl", "checkTrusted");
    assertOnlyAppended("sun/net/www/protocol/https/HttpsClient", "checkURLSpoofing");
    assertOnlyAppended("sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection", "connect");
    assertOnlyAppended("sun/security/ssl/SSLContextImpl$DefaultManagersHolder", "getTrustManagers");
    assertOnlyAppended("sun/security/ssl/SSLContextImpl$DefaultManagersHolder", "getKeyManagers");
    assertOnlyAppended("sun/security/ssl/DHKeyExchange$DHEPossessionGenerator", "<clinit>");
    assertOnlyAppended("javax/net/ssl/SSLContext", "getInstance");
  }

  @Test
  void leavesAClassAloneThatHasNoneOfTheMethods() throws IOException {
    byte[] other = ClassFile.ofJdk("java/lang/Object");
    assertThat(ClassWeaver.weave("sun/security/ssl/SSLSocketImpl", other)).isEmpty();
    assertThat(ClassWeaver.weave("java/lang/Object", other)).isEmpty();
  }

  private static void assertOnlyAppended(String name, String method) throws IOException {
    byte[] original = ClassFile.ofJdk(name);
    Map<String, byte[]> before = ClassFile.codes(original);
    Map<String, byte[]> after =
        ClassFile.codes(ClassWeaver.weave(name, original).orElse(new byte[0]));
    for (Map.Entry<String, byte[]> entry : before.entrySet()) {
      if (entry.getKey().startsWith(method + "(")) {
        byte[] then = ClassFile.instructions(entry.getValue());
        byte[] now = ClassFile.instructions(after.getOrDefault(entry.getKey(), entry.getValue()));
        assertThat(now.length).isGreaterThan(then.length);
        assertThat(Arrays.copyOf(now, then.length)).as(method).isEqualTo(then);
      }
    }
  }

  private static Map<String, Set<String>> woven() {
    Map<String, Set<String>> woven = new TreeMap<>();
    put(woven, "sun/security/ssl/TransportContext", "fatal");
    put(woven, "sun/security/ssl/SSLSocketImpl", "<init>", "handleException", "connect");
    put(woven, "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection", "connect");
    put(woven, "sun/security/ssl/SSLHandshake", "kickstart");
    put(woven, "sun/security/ssl/ServerHandshakeContext", "<init>");
    put(woven, "sun/security/ssl/SSLEngineImpl", "closeInbound");
    put(woven, "sun/security/ssl/SSLSessionImpl", "setPeerCertificates");
    put(woven, "sun/security/ssl/StatusResponseManager", "get");
    put(
        woven,
        "sun/security/ssl/SSLContextImpl$DefaultManagersHolder",
        "getTrustManagers",
        "getKeyManagers");
    put(
        woven,
        "sun/security/ssl/CertificateMessage$T12CertificateConsumer",
        "checkServerCerts",
        "checkClientCerts");
    put(
        woven,
        "sun/security/ssl/CertificateMessage$T13CertificateConsumer",
        "checkServerCerts",
        "checkClientCerts");
    put(woven, "sun/security/ssl/X509TrustManagerImpl", "checkTrusted");
    put(woven, "sun/security/ssl/SupportedGroupsExtension$SupportedGroups", "<clinit>");
    put(woven, "sun/security/ssl/DHKeyExchange$DHEPossessionGenerator", "<clinit>");
    put(woven, "javax/net/ssl/SSLContext", "getInstance");
    put(woven, "sun/security/provider/certpath/RevocationChecker", "check", "isSoftFailException");
    put(woven, "sun/security/provider/certpath/OCSP", "getOCSPBytes");
    put(
        woven,
        "sun/security/provider/certpath/URICertStore",
        "engineGetCRLs",
        "engineGetCertificates",
        "getInstance");
    put(woven, "sun/net/www/protocol/https/HttpsClient", "checkURLSpoofing");
    put(woven, "jdk/internal/net/http/common/SSLTube", "checkForHandshake");
    put(woven, "jdk/internal/net/http/common/SSLTube$SSLSubscriberWrapper", "complete");
    return woven;
  }

  private static void put(Map<String, Set<String>> woven, String name, String... methods) {
    woven.put(name, new TreeSet<>(Arrays.asList(methods)));
  }
}
