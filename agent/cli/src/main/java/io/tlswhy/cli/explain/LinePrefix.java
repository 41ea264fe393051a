package io.tlswhy.cli.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log shipper or a container runtime put in front of a line, taken off again.
 *
 * <p>Knows Kubernetes' CRI format, {@code kubectl logs --prefix}, Docker Compose, journald and
 * syslog, Ant, and the threads of {@code javax.net.debug}.
 */
final class LinePrefix {
  private static final String DEBUG = "javax.net.ssl|";

  private static final Pattern CRI =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\S{8,30}) (stdout|stderr) [FP] ");
  private static final Pattern KUBECTL =
      Pattern.compile("(\\[(?:pod|job|deployment)/\\S{1,200}\\]) ");
  private static final Pattern COMPOSE = Pattern.compile("([A-Za-z][\\w.-]{0,63})\\s{1,40}\\| ");
  private static final Pattern SYSLOG =
      Pattern.compile(
          "([A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2}|\\d{4}-\\d{2}-\\d{2}T\\S{8,30})"
              + " \\S{1,255} ([\\w./@-]{1,100}(?:\\[\\d{1,10}\\])?): ");
  private static final Pattern ANT = Pattern.compile("\\s*(\\[(?:java|exec|junit|javac)\\]) ");

  private final String stream;
  private final String time;
  private final String body;
  private final boolean debug;

  private LinePrefix(String stream, String time, String body, boolean debug) {
    this.stream = stream;
    this.time = time;
    this.body = body;
    this.debug = debug;
  }

  /** Takes the prefix off a line. */
  static LinePrefix of(String line) {
    if (line.isEmpty()) {
      return new LinePrefix("", "", line, false);
    }
    char first = line.charAt(0);
    if (line.startsWith(DEBUG)) {
      return debug(line);
    }
    if (first == '[' || first == ' ') {
      return bracketed(line);
    }
    boolean digit = first >= '0' && first <= '9';
    if (digit) {
      Matcher cri = CRI.matcher(line);
      if (cri.lookingAt()) {
        return nested(cri.group(2), cri.group(1), line.substring(cri.end()));
      }
    }
    if (digit || (first >= 'A' && first <= 'S')) {
      Matcher syslog = SYSLOG.matcher(line);
      if (syslog.lookingAt()) {
        return nested(syslog.group(2), syslog.group(1), line.substring(syslog.end()));
      }
    }
    if (!digit && line.indexOf("| ") > 0) {
      Matcher compose = COMPOSE.matcher(line);
      if (compose.lookingAt()) {
        return nested(compose.group(1), "", line.substring(compose.end()));
      }
    }
    return new LinePrefix("", "", line, false);
  }

  /** Whose line it is: empty where nothing tells. */
  String stream() {
    return stream;
  }

  /** The time stamp of the prefix, empty if it has none. */
  String time() {
    return time;
  }

  /** The line without the prefix. */
  String body() {
    return body;
  }

  /** Whether it is a record of {@code javax.net.debug}. */
  boolean debug() {
    return debug;
  }

  private static LinePrefix debug(String line) {
    int level = DEBUG.length();
    int thread = line.indexOf('|', level) + 1;
    int name = thread > 0 ? line.indexOf('|', thread) + 1 : 0;
    int end = name > 0 ? line.indexOf('|', name) : -1;
    String stream = end < 0 ? "" : line.substring(thread, end);
    return new LinePrefix("debug " + stream, "", line, true);
  }

  private static LinePrefix bracketed(String line) {
    Matcher kubectl = KUBECTL.matcher(line);
    if (kubectl.lookingAt()) {
      return nested(kubectl.group(1), "", line.substring(kubectl.end()));
    }
    Matcher ant = ANT.matcher(line);
    if (ant.lookingAt()) {
      return nested(ant.group(1), "", line.substring(ant.end()));
    }
    return new LinePrefix("", "", line, false);
  }

  private static LinePrefix nested(String stream, String time, String body) {
    if (body.startsWith(DEBUG)) {
      LinePrefix inner = debug(body);
      return new LinePrefix(stream + " " + inner.stream, time, body, true);
    }
    return new LinePrefix(stream, time, body, false);
  }
}
