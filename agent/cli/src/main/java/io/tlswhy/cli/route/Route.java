package io.tlswhy.cli.route;

import com.google.auto.value.AutoValue;
import io.tlswhy.probe.address.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a traceroute showed. */
@AutoValue
public abstract class Route {
  /** A hop of traceroute ({@code 3 10.0.0.1 0.4 ms !X}) or of tracepath ({@code 3: 10.0.0.1}). */
  private static final Pattern HOP =
      Pattern.compile("\\s*([0-9]{1,3})(?:\\?)?:?\\s+([0-9A-Fa-f.:]{2,45})(?=\\s|$)(.*)");

  /** The marks of a hop that says no: traceroute(8), tracepath(8) and BSD's. */
  private static final Pattern MARK = Pattern.compile("!([HNPXVCAZ])(?![A-Za-z])");

  /** Of them those of a hop that knows no way; the others are of one that will not. */
  private static final String NO_WAY = "HN";

  Route() {}

  /** How a route ended. */
  enum End {
    /** The address itself answered. */
    REACHED,
    /** A hop refuses to forward. */
    REFUSED,
    /** A hop says that it cannot reach the address. */
    NO_WAY,
    /** Nothing answers behind the last hop. */
    SILENCE,
    /** Nothing answered at all. */
    NO_HOP,
    /** There is no program that could tell. */
    NOT_TRACED
  }

  /** Reads a program's output. */
  static Route of(InetAddress address, int port, Trace trace, String output) {
    End end = End.NO_HOP;
    String last = "";
    String lastHop = "";
    List<String> hops = new ArrayList<>();
    for (String line : output.split("\n", -1)) {
      Matcher hop = HOP.matcher(line);
      if (hop.matches()) {
        String answering = hop.group(2);
        // A router that says no does so for all hops behind it: it is where it was met first.
        if (!answering.equals(last)) {
          last = answering;
          lastHop = hop.group(1) + ", " + answering;
          hops.add(hop.group(1) + " " + answering);
        }
        end = end(hop.group(3), isAddress(answering, address));
      }
    }
    return new AutoValue_Route(
        address.getHostAddress(),
        port,
        trace.text(),
        Collections.unmodifiableList(hops),
        end,
        Optional.of(lastHop).filter(hop -> !hop.isEmpty()),
        trace.overTcp());
  }

  /** A route that no program on this machine could trace. */
  static Route notTraced(InetAddress address, int port) {
    return new AutoValue_Route(
        address.getHostAddress(),
        port,
        "",
        Collections.emptyList(),
        End.NOT_TRACED,
        Optional.empty(),
        false);
  }

  /** Whether both are the same; IPv6 addresses are written in several ways. */
  private static boolean isAddress(String answering, InetAddress address) {
    return AddressRange.literal(answering).filter(address::equals).isPresent();
  }

  private static End end(String rest, boolean isAddress) {
    Matcher mark = MARK.matcher(rest);
    if (mark.find()) {
      return NO_WAY.contains(mark.group(1)) ? End.NO_WAY : End.REFUSED;
    }
    return isAddress ? End.REACHED : End.SILENCE;
  }

  /** The address that was to be reached. */
  public abstract String address();

  /** The port to which no connection came about. */
  public abstract int port();

  /** The program with its arguments; empty if there is none. */
  public abstract String command();

  /** Each hop that answered, as number and address. */
  public abstract List<String> hops();

  abstract End end();

  /** The hop that answered last, as number and address. */
  abstract Optional<String> lastHop();

  /** Whether the packets were requests for the very connection that did not come about. */
  abstract boolean overTcp();

  /** Whether anything answered. */
  final boolean tells() {
    return lastHop().isPresent();
  }

  /** What follows from it, as a sentence. */
  public final String sentence() {
    String place = address() + " port " + port();
    String way = "The way to " + place;
    String hop = "hop " + lastHop().orElse("");
    String by = " (" + command() + ").";
    switch (end()) {
      case REACHED:
        return overTcp()
            ? "Now "
                + place
                + " itself answers, as "
                + hop
                + ": what dropped the connections does"
                + " not drop all"
                + by
            : "The way to "
                + address()
                + " is open up to the address itself, "
                + hop
                + ", for other packets than TCP to port "
                + port()
                + ": those are dropped there or"
                + " on the way"
                + by
                + " Where, "
                + overTcpCommand()
                + " tells.";
      case REFUSED:
        return way + " ends at " + hop + ", which refuses to forward" + others() + by;
      case NO_WAY:
        return way + " ends at " + hop + ", which says that it cannot reach it" + by;
      case SILENCE:
        return way + " ends behind " + hop + others() + by;
      case NO_HOP:
        return way + ": no hop answered" + by;
      case NOT_TRACED:
        return "Where the way to "
            + place
            + " ends was not traced, since this machine has no"
            + " traceroute or tracepath that can: "
            + overTcpCommand()
            + " tells.";
    }
    throw new AssertionError();
  }

  private String others() {
    return overTcp() ? "" : " for other packets than TCP, which a firewall may treat otherwise";
  }

  private String overTcpCommand() {
    return "traceroute -T -n -p " + port() + " " + address() + " (as root)";
  }
}
