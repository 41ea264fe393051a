package io.tlswhy.report;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Stage;
import io.tlswhy.incident.IncidentEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps internal addresses and proxies out of exceptions, whose texts can reach an end user, as the
 * JDK itself does unless {@code jdk.includeInExceptions} says {@code hostInfo}.
 */
final class HostInfo {
  private static final String ADDRESS = "[internal address]";
  private static final String PROXY = "[proxy]";

  /** RFC 1918, RFC 6598 and link-local IPv4; unique local and link-local IPv6; with a port. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "(?<![\\w.:-])\\[?(?:"
              + "(?:10(?:\\.\\d{1,3}){3}"
              + "|192\\.168(?:\\.\\d{1,3}){2}"
              + "|169\\.254(?:\\.\\d{1,3}){2}"
              + "|172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2}"
              + "|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])(?:\\.\\d{1,3}){2})(?![\\d])"
              + "|(?:[fF][cCdD][0-9a-fA-F]{2}|[fF][eE][89abAB][0-9a-fA-F])(?::[0-9a-fA-F]{0,4}){2,7}"
              + ")\\]?(?::\\d{1,5})?");

  private HostInfo() {}

  /** The text as the exception may show it. */
  static String remove(String text, IncidentEvent event) {
    if (isAllowed(event.jvm())) {
      return text;
    }
    String without = text;
    for (String proxy : proxies(event)) {
      without = proxy(proxy).matcher(without).replaceAll(PROXY);
    }
    return INTERNAL.matcher(without).replaceAll(ADDRESS);
  }

  /** A host of one word may be a word of the sentence too: only where it stands as a host. */
  private static Pattern proxy(String host) {
    String quoted = Pattern.quote(host);
    String alone =
        host.indexOf('.') < 0
            ? "(?:(?<==)" + quoted + "|" + quoted + "(?=:\\d))"
            : "(?<![\\w.-])" + quoted;
    return Pattern.compile("(?i)" + alone + "(?![\\w-])(?::\\d{1,5})?");
  }

  private static boolean isAllowed(JvmFacts jvm) {
    String value = jvm.securityProperties().get("jdk.includeInExceptions");
    if (value != null) {
      for (String word : value.split(",", -1)) {
        if (word.trim().equalsIgnoreCase("hostInfo")) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> proxies(IncidentEvent event) {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, String> property : event.jvm().systemProperties().entrySet()) {
      if (property.getKey().toLowerCase(Locale.ROOT).endsWith("proxyhost")) {
        names.add(property.getValue());
      }
    }
    for (Map.Entry<String, String> variable : event.jvm().environment().entrySet()) {
      if (!variable.getKey().equalsIgnoreCase("no_proxy")) {
        names.add(hostOf(variable.getValue()));
      }
    }
    Diagnosis diagnosis = event.diagnosis();
    for (EndpointTrial trial : diagnosis.endpoints()) {
      for (Stage stage : trial.stages()) {
        if (!stage.via().equals("direct")) {
          names.add(hostOf(stage.via()));
        }
      }
    }
    for (Fix fix : diagnosis.fixes()) {
      if (fix.key().toLowerCase(Locale.ROOT).endsWith("proxyhost")) {
        names.add(fix.value());
      }
    }
    List<String> found = new ArrayList<>();
    for (String name : names) {
      if (name.length() > 2 && !isLoopback(name)) {
        found.add(name);
      }
    }
    return found;
  }

  /** The host in {@code http://user@host:port/} or {@code host:port}. */
  private static String hostOf(String proxy) {
    String rest = proxy.substring(proxy.indexOf("//") < 0 ? 0 : proxy.indexOf("//") + 2);
    rest = rest.substring(rest.lastIndexOf('@') + 1);
    int slash = rest.indexOf('/');
    rest = slash < 0 ? rest : rest.substring(0, slash);
    int colon = rest.lastIndexOf(':');
    return colon < 0 ? rest : rest.substring(0, colon);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
