package io.tlswhy.cli.route;

import com.google.auto.value.AutoValue;
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

  /** The marks of a router that says no (traceroute(8)): host, network, protocol, prohibited. */
  private static final Pattern REFUSAL = Pattern.compile("![HNPXVC](?![A-Za-z])");

  Route() {}

  /** Reads a program's output. */
  static Route of(String address, int port, String command, String output) {
    int last = 0;
    Optional<String> lastAddress = Optional.empty();
    boolean refused = false;
    List<String> hops = new ArrayList<>();
    for (String line : output.split("\n", -1)) {
      Matcher hop = HOP.matcher(line);
      if (hop.matches()) {
        last = Integer.parseInt(hop.group(1));
        lastAddress = Optional.of(hop.group(2));
        refused |= REFUSAL.matcher(hop.group(3)).find();
        String text = last + " " + hop.group(2);
        if (!hops.contains(text)) {
          hops.add(text);
        }
      }
    }
    return new AutoValue_Route(
        address, port, command, Collections.unmodifiableList(hops), last, lastAddress, refused);
  }

  /** The address that was to be reached. */
  public abstract String address();

  /** The port to which no connection came about. */
  public abstract int port();

  /** The program with its arguments. */
  public abstract String command();

  /** Each hop that answered, as number and address. */
  public abstract List<String> hops();

  abstract int last();

  abstract Optional<String> lastAddress();

  abstract boolean refused();

  /** What follows from it, as a sentence. */
  public final String sentence() {
    String to = "The way to " + address() + " port " + port();
    if (!lastAddress().isPresent()) {
      return to + ": no hop answered (" + command() + ").";
    }
    String hop = "hop " + last() + ", " + lastAddress().get();
    if (lastAddress().get().equals(address())) {
      return to
          + " is open up to the address itself, "
          + hop
          + ": what drops the connections is there ("
          + command()
          + ").";
    }
    return to
        + (refused() ? " ends at " + hop + ", which refuses to forward" : " ends behind " + hop)
        + " ("
        + command()
        + ").";
  }
}
