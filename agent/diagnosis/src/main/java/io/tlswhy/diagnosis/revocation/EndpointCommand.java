package io.tlswhy.diagnosis.revocation;

/** A shell command with which somebody sees for himself what a diagnosis says of an endpoint. */
final class EndpointCommand {
  private EndpointCommand() {}

  /** A shell command that shows the same; empty if the URL is not fit for a shell. */
  static String of(Obstacle obstacle) {
    Pointer pointer = obstacle.pointer();
    String url = pointer.url().toString();
    if (pointer.isLdap()) {
      return search(pointer);
    }
    if (!Words.isShellSafe(url) || !pointer.scheme().startsWith("http")) {
      return "";
    }
    String way = obstacle.proxy().map(proxy -> "-x " + proxy).orElse("--noproxy '*'");
    return Words.isShellSafe(obstacle.proxy().orElse("none"))
        ? "curl -sS -m 20 "
            + way
            + " -o /dev/null -w '%{http_code} %{content_type} %{remote_ip} %{time_total}s\\n' '"
            + url
            + "'"
        : "";
  }

  private static String search(Pointer pointer) {
    String path = pointer.url().getPath();
    String base = path.startsWith("/") ? path.substring(1) : path;
    String place = pointer.scheme() + "://" + pointer.hostPort();
    return Words.isShellSafe(base.replace(" ", "")) && Words.isShellSafe(place)
        ? "ldapsearch -x -LLL -o nettimeout=20 -H "
            + place
            + " -s base -b '"
            + base
            + "' 'certificateRevocationList;binary'"
        : "";
  }
}
