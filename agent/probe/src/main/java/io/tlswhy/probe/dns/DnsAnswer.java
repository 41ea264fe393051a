package io.tlswhy.probe.dns;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Stage;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What came of resolving a name once. */
@AutoValue
public abstract class DnsAnswer {
  /** More addresses than any honest endpoint has; the rest of a longer answer is left out. */
  private static final int MOST_ADDRESSES = 8;

  DnsAnswer() {}

  /** Addresses. */
  public static DnsAnswer found(List<InetAddress> addresses) {
    List<InetAddress> kept =
        new ArrayList<>(addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES)));
    String detail = text(kept);
    if (addresses.size() > kept.size()) {
      detail += " and " + (addresses.size() - kept.size()) + " more, not tried";
    }
    return new AutoValue_DnsAnswer(Stage.Result.OK, Collections.unmodifiableList(kept), detail);
  }

  /** No address, and why. */
  public static DnsAnswer failed(Stage.Result result, String detail) {
    return new AutoValue_DnsAnswer(result, Collections.<InetAddress>emptyList(), detail);
  }

  /** OK, or why there is no address. */
  public abstract Stage.Result result();

  /** The addresses in the order of the answer. */
  public abstract List<InetAddress> addresses();

  /** The addresses as text, or what is known of the failure. */
  public abstract String detail();

  private static String text(List<InetAddress> addresses) {
    StringBuilder text = new StringBuilder();
    for (InetAddress address : addresses) {
      text.append(text.length() == 0 ? "" : ", ").append(address.getHostAddress());
    }
    return text.toString();
  }
}
