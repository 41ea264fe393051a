package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with an endpoint's name or addresses, and what of this JVM's settings is in it. */
final class NetworkSentences {
  private static final String DIRECT = "direct";
  private static final int LONGEST_DETAIL = 120;

  private final Map<String, String> system;
  private final Map<String, String> security;

  /** Sentences for a JVM with those settings. */
  NetworkSentences(JvmFacts jvm) {
    this.system = jvm.systemProperties();
    this.security = jvm.securityProperties();
  }

  /** A name that this JVM does not get an address for. */
  String nameFailed(Pointer pointer, Stage failed, EndpointTrial trial) {
    List<String> servers = serversWithAddress(trial);
    boolean jvmOnly = failed.result() == Stage.Result.NXDOMAIN && !servers.isEmpty();
    if (jvmOnly) {
      return "this JVM does not find the name "
          + pointer.host()
          + ", though "
          + Words.sentenceList(servers)
          + "; "
          + failuresKept();
    }
    return "the name "
        + pointer.host()
        + " does not resolve on this host ("
        + why(failed)
        + (failed.detail().isEmpty() ? "" : ": " + Words.cut(failed.detail(), LONGEST_DETAIL))
        + ")";
  }

  private static String why(Stage failed) {
    switch (failed.result()) {
      case NXDOMAIN:
        return "there is no such name";
      case NODATA:
        return "the name has no address";
      case SERVFAIL:
        return "the name server failed";
      case REFUSED:
        return "the name server declined";
      case SINKHOLE:
        return "the name server gave an address that stands for a block";
      default:
        return "no name server answered";
    }
  }

  private static List<String> serversWithAddress(EndpointTrial trial) {
    List<String> servers = new ArrayList<>();
    for (Stage stage : trial.stages()) {
      if (stage.kind() == Stage.Kind.DNS
          && !stage.asJvm()
          && stage.result() == Stage.Result.OK
          && !stage.address().isEmpty()) {
        servers.add(
            "the name server "
                + stage.address()
                + " knows it ("
                + Words.cut(stage.detail(), LONGEST_DETAIL)
                + ")");
      }
    }
    return servers;
  }

  /** For how long a failed look-up is repeated (InetAddressCachePolicy): 10 s unless it is set. */
  private String failuresKept() {
    String name = "networkaddress.cache.negative.ttl";
    String seconds =
        security.getOrDefault(name, system.getOrDefault("sun.net.inetaddr.negative.ttl", "10"));
    if (seconds.equals("0")) {
      return "Java keeps no failures ("
          + name
          + "=0), so that another source than these servers"
          + " decides here, as the hosts file";
    }
    return (seconds.startsWith("-")
            ? "Java repeats a failure for ever"
            : "Java repeats a failure for " + seconds + " s")
        + " ("
        + name
        + ") before it asks again";
  }

  /** How to see where the way to a silent address ends, which Java cannot see. */
  static Optional<String> routeCommand(Obstacle obstacle) {
    List<Stage> stages =
        obstacle.trial().map(EndpointTrial::stages).orElse(Collections.<Stage>emptyList());
    for (Stage stage : stages) {
      if (stage.kind() == Stage.Kind.CONNECT
          && stage.asJvm()
          && stage.result() == Stage.Result.TIMEOUT
          && Words.isShellSafe(stage.address())) {
        return Optional.of(
            "Where the way to "
                + stage.address()
                + " ends is not Java's to see: traceroute -T -n -p "
                + obstacle.pointer().port()
                + " "
                + stage.address()
                + " (as root) or tracepath -n "
                + stage.address()
                + " tells.");
      }
    }
    return Optional.empty();
  }

  /** Addresses that do not take a connection, among others that may. */
  String connectFailed(Pointer pointer, List<Stage> connects, EndpointTrial trial) {
    List<String> results = new ArrayList<>();
    boolean someWork = false;
    for (Stage connect : connects) {
      results.add(connect.address() + ": " + Words.connectResult(connect));
      someWork |= connect.result() == Stage.Result.OK;
    }
    return pointer.place()
        + (someWork
            ? " cannot be reached on the address that Java tries, its first ("
            : " cannot be reached from this host (")
        + String.join("; ", results)
        + ")"
        + family(connects)
        + fresher(connects, trial);
  }

  /** Where one address family is dead and the other is not. */
  private String family(List<Stage> connects) {
    if (!onlyIpv6IsDead(connects)) {
      return "";
    }
    String preference = system.get("java.net.preferIPv6Addresses");
    return ": IPv6 does not work from here and IPv4 does, and Java takes IPv6 first"
        + (preference == null ? "" : " since java.net.preferIPv6Addresses=" + preference);
  }

  private static boolean onlyIpv6IsDead(List<Stage> connects) {
    boolean dead6 = false;
    boolean live4 = false;
    for (Stage connect : connects) {
      boolean six = connect.address().indexOf(':') >= 0;
      boolean live = connect.result() == Stage.Result.OK;
      if (six == live) {
        return false;
      }
      dead6 |= six;
      live4 |= !six;
    }
    return dead6 && live4;
  }

  /** Where the name servers give addresses by now that this JVM's cache does not have. */
  private String fresher(List<Stage> connects, EndpointTrial trial) {
    Set<String> ofJvm = new LinkedHashSet<>();
    boolean resolved = false;
    for (Stage stage : trial.stages()) {
      if (stage.kind() == Stage.Kind.DNS
          && stage.via().equals(DIRECT)
          && stage.address().isEmpty()
          && stage.result() == Stage.Result.OK) {
        resolved = true;
        for (String address : stage.detail().split(",? ", -1)) {
          ofJvm.add(address);
        }
      }
    }
    List<String> others = new ArrayList<>();
    for (Stage connect : connects) {
      if (connect.result() == Stage.Result.OK && !ofJvm.contains(connect.address())) {
        others.add(connect.address());
      }
    }
    if (!resolved || others.isEmpty()) {
      return "";
    }
    String name = "networkaddress.cache.ttl";
    String seconds = security.getOrDefault(name, system.getOrDefault("sun.net.inetaddr.ttl", "30"));
    return ": the name servers give "
        + Words.list(others)
        + ", which this JVM does not have; it keeps addresses "
        + (seconds.startsWith("-") ? "for ever" : "for " + seconds + " s")
        + " ("
        + name
        + ")";
  }
}
