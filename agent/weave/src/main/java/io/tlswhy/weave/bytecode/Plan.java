package io.tlswhy.weave.bytecode;

import io.tlswhy.weave.bytecode.Advice.At;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which methods are woven, and with what: the same names and descriptors on 8u261 and on 11 to 25.
 *
 * <p>Nothing of what moves octets (read, write, wrap, unwrap, the records) may ever stand here. A
 * class or method that a release does not have is passed over.
 */
final class Plan {
  private static final String CERTIFICATE = "Ljava/security/cert/X509Certificate;";
  private static final String THROWN = "(Ljava/lang/Throwable;";
  private static final String SERVER = "Lsun/security/ssl/ServerHandshakeContext;";
  private static final String CLIENT = "Lsun/security/ssl/ClientHandshakeContext;";

  private static final Map<String, List<WovenMethod>> CLASSES = classes();

  private Plan() {}

  /** The methods of that class that are woven; empty for every other class. */
  static List<WovenMethod> of(String className) {
    List<WovenMethod> found = CLASSES.get(className);
    return found == null ? Collections.<WovenMethod>emptyList() : found;
  }

  /** Every class that is woven, by internal name. */
  static Set<String> classNames() {
    return Collections.unmodifiableSet(CLASSES.keySet());
  }

  private static Map<String, List<WovenMethod>> classes() {
    Map<String, List<WovenMethod>> classes = new HashMap<String, List<WovenMethod>>();
    handshakes(classes);
    trust(classes);
    lookups(classes);
    http(classes);
    return classes;
  }

  private static void handshakes(Map<String, List<WovenMethod>> classes) {
    put(
        classes,
        "sun/security/ssl/TransportContext",
        WovenMethod.instance(
            "fatal",
            "(Lsun/security/ssl/Alert;Ljava/lang/String;ZLjava/lang/Throwable;)"
                + "Ljavax/net/ssl/SSLException;",
            Advice.of(
                At.ENTER,
                "fatalEntered",
                "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;ZLjava/lang/Throwable;)V"),
            thrown("fatalThrown", "Ljava/lang/Object;")));
    put(
        classes,
        "sun/security/ssl/SSLHandshake",
        WovenMethod.ofClass(
            "kickstart",
            "(Lsun/security/ssl/HandshakeContext;)V",
            Advice.of(At.ENTER, "begun", "(Ljava/lang/Object;)V")));
    // A server sends nothing first: its handshake is there when its context is.
    put(
        classes,
        "sun/security/ssl/ServerHandshakeContext",
        WovenMethod.instance(
            "<init>",
            "(Lsun/security/ssl/SSLContextImpl;Lsun/security/ssl/TransportContext;)V",
            Advice.of(At.RETURN, "begun", "(Ljava/lang/Object;)V")));
    put(
        classes,
        "sun/security/ssl/SSLSocketImpl",
        WovenMethod.instance(
            "handleException",
            "(Ljava/lang/Exception;)V",
            Advice.of(At.ENTER, "socketFailing", "(Ljava/lang/Object;Ljava/lang/Exception;)V"),
            thrown("socketThrown", "Ljava/lang/Object;")),
        WovenMethod.instance(
            "connect",
            "(Ljava/net/SocketAddress;I)V",
            Advice.of(At.ENTER, "connecting", "()V"),
            thrown("connectThrown", "Ljava/lang/Object;Ljava/net/SocketAddress;I")),
        WovenMethod.instance(
            "<init>",
            "(Lsun/security/ssl/SSLContextImpl;Ljava/net/Socket;Ljava/lang/String;IZ)V",
            Advice.of(
                At.RETURN,
                "layered",
                "(Ljava/lang/Object;Ljava/lang/Object;Ljava/net/Socket;Ljava/lang/String;I)V")));
    put(
        classes,
        "sun/security/ssl/SSLEngineImpl",
        WovenMethod.instance(
            "closeInbound",
            "()V",
            Advice.of(At.ENTER, "engineClosing", "(Ljava/lang/Object;)V"),
            Advice.of(At.RETURN, "engineClosed", "()V"),
            thrown("engineThrown", "Ljava/lang/Object;")));
    put(
        classes,
        "sun/security/ssl/SSLSessionImpl",
        WovenMethod.instance(
            "setPeerCertificates",
            "([" + CERTIFICATE + ")V",
            Advice.of(At.ENTER, "accepted", "(Ljava/lang/Object;[" + CERTIFICATE + ")V")));
    put(
        classes,
        "sun/security/ssl/StatusResponseManager",
        WovenMethod.instance(
            "get",
            "(Lsun/security/ssl/CertStatusExtension$CertStatusRequestType;"
                + "Lsun/security/ssl/CertStatusExtension$CertStatusRequest;["
                + CERTIFICATE
                + "JLjava/util/concurrent/TimeUnit;)Ljava/util/Map;",
            Advice.of(
                At.ENTER,
                "staplingEntered",
                "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;[" + CERTIFICATE + ")V"),
            Advice.of(At.RETURN, "staplingLeft", "()V")));
    put(
        classes,
        "sun/security/ssl/SSLContextImpl$DefaultManagersHolder",
        WovenMethod.ofClass(
            "getTrustManagers", "()[Ljavax/net/ssl/TrustManager;", thrown("defaultThrown", "")),
        WovenMethod.ofClass(
            "getKeyManagers", "()[Ljavax/net/ssl/KeyManager;", thrown("defaultThrown", "")));
    settings(classes);
  }

  /**
   * Where a system property is read that names what the release does not know. Most are read while
   * a class is initialised, once in a JVM's life; the versions' reader keeps its exception, and
   * each context that is asked for throws it again.
   */
  private static void settings(Map<String, List<WovenMethod>> classes) {
    WovenMethod initialiser = WovenMethod.ofClass("<clinit>", "()V", thrown("settingThrown", ""));
    put(classes, "sun/security/ssl/SupportedGroupsExtension$SupportedGroups", initialiser); // to 17
    put(classes, "sun/security/ssl/NamedGroup$SupportedGroups", initialiser); // since 21
    put(classes, "sun/security/ssl/DHKeyExchange$DHEPossessionGenerator", initialiser);
    String context = ")Ljavax/net/ssl/SSLContext;";
    put(
        classes,
        "javax/net/ssl/SSLContext",
        asked("(Ljava/lang/String;" + context),
        asked("(Ljava/lang/String;Ljava/lang/String;" + context),
        asked("(Ljava/lang/String;Ljava/security/Provider;" + context));
  }

  private static WovenMethod asked(String descriptor) {
    return WovenMethod.ofClass("getInstance", descriptor, thrown("settingThrown", ""));
  }

  private static void trust(Map<String, List<WovenMethod>> classes) {
    String array = "[" + CERTIFICATE + ")V";
    String list = "Ljava/util/List;)[" + CERTIFICATE;
    put(
        classes,
        "sun/security/ssl/CertificateMessage$T12CertificateConsumer",
        certificates("checkServerCerts", "(" + CLIENT + array, "serverChain"),
        certificates("checkClientCerts", "(" + SERVER + array, "clientChain"));
    put(
        classes,
        "sun/security/ssl/CertificateMessage$T13CertificateConsumer",
        certificates("checkServerCerts", "(" + CLIENT + list, "serverChain"),
        certificates("checkClientCerts", "(" + SERVER + list, "clientChain"));
    put(
        classes,
        "sun/security/ssl/X509TrustManagerImpl",
        trusted("Ljava/net/Socket;"),
        trusted("Ljavax/net/ssl/SSLEngine;"));
  }

  private static void lookups(Map<String, List<WovenMethod>> classes) {
    put(
        classes,
        "sun/security/provider/certpath/RevocationChecker",
        WovenMethod.instance(
            "check",
            "(" + CERTIFICATE + "Ljava/util/Collection;Ljava/security/PublicKey;Z)V",
            Advice.of(At.ENTER, "checkEntered", "(Ljava/lang/Object;" + CERTIFICATE + ")V"),
            Advice.of(At.RETURN, "checkReturned", "()V"),
            thrown("checkThrown", "")),
        WovenMethod.instance(
            "isSoftFailException",
            "(Ljava/security/cert/CertPathValidatorException;)Z",
            Advice.of(At.ENTER, "checkProblem", "(Ljava/lang/Object;Ljava/lang/Throwable;)V")));
    put(
        classes,
        "sun/security/provider/certpath/OCSP",
        WovenMethod.ofClass(
            "getOCSPBytes",
            "(Ljava/util/List;Ljava/net/URI;Ljava/util/List;)[B",
            Advice.of(At.ENTER, "ocspEntered", "(Ljava/lang/Object;Ljava/net/URI;)V"),
            Advice.of(At.RETURN_VALUE, "ocspReturned", "([B)V"),
            thrown("ocspThrown", "")));
    Advice returned =
        Advice.of(At.RETURN_VALUE, "storeReturned", "(Ljava/util/Collection;Ljava/lang/Object;)V");
    Advice storeThrown = thrown("storeThrown", "Ljava/lang/Object;");
    put(
        classes,
        "sun/security/provider/certpath/URICertStore",
        storeOpening("sun/security/provider/certpath/URICertStore$URICertStoreParameters"),
        storeOpening("java/security/cert/URICertStoreParameters"),
        WovenMethod.instance(
            "engineGetCRLs",
            "(Ljava/security/cert/CRLSelector;)Ljava/util/Collection;",
            Advice.of(At.ENTER, "crlsEntered", "(Ljava/lang/Object;)V"),
            returned,
            storeThrown),
        WovenMethod.instance(
            "engineGetCertificates",
            "(Ljava/security/cert/CertSelector;)Ljava/util/Collection;",
            Advice.of(At.ENTER, "certificatesEntered", "(Ljava/lang/Object;)V"),
            Advice.of(At.CATCH, "storeCaught", THROWN + "Ljava/lang/Object;)V"),
            returned,
            storeThrown));
  }

  /** A directory is connected to while its store is made, before anything is asked of it. */
  private static WovenMethod storeOpening(String parameters) {
    return WovenMethod.ofClass(
        "getInstance",
        "(L" + parameters + ";)Ljava/security/cert/CertStore;",
        Advice.of(At.ENTER, "storeOpening", "(Ljava/lang/Object;)V"),
        Advice.of(At.RETURN, "storeOpened", "()V"),
        thrown("storeOpenThrown", ""));
  }

  private static void http(Map<String, List<WovenMethod>> classes) {
    String engine = "engine:Ljavax/net/ssl/SSLEngine;";
    String failing = THROWN + "Ljava/lang/Object;)V";
    put(
        classes,
        "sun/net/www/protocol/https/HttpsClient",
        WovenMethod.instance(
            "checkURLSpoofing",
            "(Ljavax/net/ssl/HostnameVerifier;)V",
            thrown("hostnameThrown", "Ljava/lang/Object;")));
    put(
        classes,
        "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection",
        WovenMethod.instance("connect", "()V", thrown("tunnelThrown", "Ljava/lang/Object;")));
    put(
        classes,
        "jdk/internal/net/http/common/SSLTube",
        WovenMethod.instance(
            "checkForHandshake",
            "(Ljava/lang/Throwable;)Ljava/lang/Throwable;",
            Advice.valueAndField("httpFailing", failing, engine)));
    // 11 makes the exception in the nested class instead, and passes it on here.
    put(
        classes,
        "jdk/internal/net/http/common/SSLTube$SSLSubscriberWrapper",
        WovenMethod.instance(
            "complete",
            "(Ljdk/internal/net/http/common/SSLTube$DelegateWrapper;Ljava/lang/Throwable;)V",
            Advice.argumentAndField(
                "httpFailing",
                failing,
                2,
                "this$0:Ljdk/internal/net/http/common/SSLTube;",
                engine)));
  }

  private static WovenMethod certificates(String name, String descriptor, String entered) {
    return WovenMethod.ofClass(
        name,
        descriptor,
        Advice.of(At.ENTER, entered, "(Ljava/lang/Object;Ljava/lang/Object;)V"),
        thrown("chainThrown", "Ljava/lang/Object;Ljava/lang/Object;"));
  }

  private static WovenMethod trusted(String connection) {
    return WovenMethod.instance(
        "checkTrusted",
        "([" + CERTIFICATE + "Ljava/lang/String;" + connection + "Z)V",
        thrown(
            "trustThrown",
            "Ljava/lang/Object;[" + CERTIFICATE + "Ljava/lang/String;Ljava/lang/Object;Z"));
  }

  private static Advice thrown(String hook, String arguments) {
    return Advice.of(At.THROW, hook, THROWN + arguments + ")V");
  }

  private static void put(
      Map<String, List<WovenMethod>> classes, String name, WovenMethod... methods) {
    classes.put(name, Collections.unmodifiableList(Arrays.asList(methods)));
  }
}
