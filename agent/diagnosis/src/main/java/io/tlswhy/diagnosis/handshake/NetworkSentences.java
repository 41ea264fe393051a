package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Stall;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.Locale;

/** What is said of connections that did not come about, ended or fell silent. */
final class NetworkSentences {
  private NetworkSentences() {}

  static String timedOut(Scene scene, Duration waited) {
    return HandshakeSentences.start(scene)
        + " accepted the connection and then sent "
        + (scene.handshake().peerAnswered() ? "no further" : "no")
        + " TLS message"
        + (waited.isZero() ? "" : " for " + seconds(waited))
        + ".";
  }

  static String stillSilent(Scene scene) {
    return HandshakeSentences.start(scene)
        + " accepted the connection and has sent "
        + (scene.handshake().peerAnswered() ? "no further" : "no")
        + " TLS message for "
        + seconds(scene.failure().elapsed())
        + "; the handshake waits for it"
        + inThread(scene)
        + ".";
  }

  static String ownCheckHangs(Scene scene) {
    return "The TLS handshake with "
        + scene.peer()
        + " has spent "
        + seconds(scene.failure().elapsed())
        + (scene.isClient()
            ? " in this side's own check of the peer's certificate"
            : " in this side's own part of it")
        + inThread(scene)
        + "; no revocation look-up is under way.";
  }

  static String ownCheckHangsFix(Scene scene) {
    return "Look at what the application's "
        + (scene.isClient() ? "trust manager waits" : "key or trust manager waits")
        + " for: a thread dump shows it.";
  }

  static String clientsStall(Scene scene, Stall stall) {
    boolean begun = scene.handshake().peerAnswered();
    String port = stall.localPort() < 0 ? "" : " at port " + stall.localPort();
    String thread = scene.failure().thread();
    return stall.handshakes()
        + " TLS handshakes"
        + port
        + " wait for their clients at the same time: "
        + (begun
            ? "each began one and has sent nothing since"
            : "each has connected and sent no complete ClientHello")
        + ", one of them for "
        + seconds(scene.failure().elapsed())
        + (thread.isEmpty() ? "" : "; each holds a thread of this server, such as " + thread)
        + ".";
  }

  static String clientsStallFix(Scene scene) {
    return "Give each handshake of the server a time-out (Socket.setSoTimeout before it begins, or the"
        + " server's own setting), so that clients which say nothing cannot hold it"
        + (scene.handshake().peerAnswered()
            ? "; ask the clients' operators what they wait for once they have this side's"
                + " certificate: it may be their own revocation look-up for it."
            : ".");
  }

  private static String inThread(Scene scene) {
    String thread = scene.failure().thread();
    return thread.isEmpty() ? "" : " (thread " + thread + ")";
  }

  private static String seconds(Duration span) {
    return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
  }

  static String timedOutFix(Scene scene) {
    return "Find out whether "
        + scene.peer()
        + " is overloaded or a firewall drops what follows the connect; if it is only slow, let the"
        + " application wait longer.";
  }

  static String broken(Scene scene, boolean reset) {
    return HandshakeSentences.start(scene)
        + (reset ? " reset" : " closed")
        + " the connection "
        + (scene.handshake().peerAnswered()
            ? "in the middle of the handshake."
            : "before it sent any TLS message.");
  }

  static String brokenFix(Scene scene) {
    return "Look in the log of "
        + scene.peer()
        + ", of its load balancer and of firewalls between for the same second.";
  }

  static String clientHungUp(Scene scene) {
    return HandshakeSentences.start(scene) + " broke the connection off during the handshake.";
  }

  static String refused(Scene scene) {
    String address = scene.failure().peer().address();
    boolean unroutable = scene.origin().has(NoRouteToHostException.class);
    return unroutable
        ? "There is no route from this host to " + scene.peer() + at(scene, address) + "."
        : "The connection to "
            + scene.peer()
            + at(scene, address)
            + " was refused: nothing listens there, or a firewall rejects it.";
  }

  static String noAnswer(Scene scene) {
    return "The connection to "
        + scene.peer()
        + at(scene, scene.failure().peer().address())
        + " did not come about "
        + inTime(scene)
        + ": nothing answers the connection request.";
  }

  /** How long was waited, and by whose limit. */
  private static String inTime(Scene scene) {
    Duration waited = scene.failure().elapsed();
    Duration limit = scene.failure().limit();
    if (!limit.isZero()) {
      return "within " + seconds(limit) + ", the time-out that the application set for it";
    }
    return waited.isZero()
        ? "in time"
        : "in "
            + seconds(waited)
            + ", when the operating system gave up (the application set no time-out for it)";
  }

  /** The address behind a name. */
  private static String at(Scene scene, String address) {
    return address.isEmpty() || address.equals(scene.failure().peer().name())
        ? ""
        : " (" + address + ")";
  }

  static String tunnelRefused(Scene scene) {
    // By now the exception's own message may hold the first diagnosis.
    String seen = scene.failure().diagnostic();
    String answer =
        seen.isEmpty() ? scene.failure().exception().map(Throwable::getMessage).orElse("") : seen;
    return proxy(scene.jvm())
        + " did not open the connection to "
        + scene.peer()
        + (answer.isEmpty() ? "" : " (" + Scene.cut(answer) + ")")
        + ".";
  }

  private static String proxy(JvmFacts jvm) {
    String host = jvm.systemProperties().get("https.proxyHost");
    return host == null
        ? "The proxy"
        : "The proxy "
            + Scene.cut(host)
            + ":"
            + jvm.systemProperties().getOrDefault("https.proxyPort", "443")
            + " (https.proxyHost)";
  }

  static String tunnelRefusedFix(Scene scene) {
    return "Have the proxy's operator allow CONNECT to "
        + scene.peer()
        + "; if it wants authentication, give this JVM credentials for a scheme other than Basic,"
        + " which Java does not use for tunnels by default; or, if the host is reached directly, name"
        + " it in -Dhttp.nonProxyHosts (restart needed).";
  }

  static String nameUnresolved(Scene scene) {
    return "The name "
        + Scene.cut(scene.failure().peer().name())
        + " does not resolve on this host.";
  }

  static String reachFix(Scene scene) {
    return "Check that a service listens there, and that TCP from this host to "
        + scene.peer()
        + " is allowed.";
  }

  static String resolveFix(Scene scene) {
    return "Correct the name, or have "
        + Scene.cut(scene.failure().peer().name())
        + " made resolvable for this host (its DNS server, /etc/hosts). A JVM remembers a name that"
        + " does not resolve for networkaddress.cache.negative.ttl, 10 s by default.";
  }
}
