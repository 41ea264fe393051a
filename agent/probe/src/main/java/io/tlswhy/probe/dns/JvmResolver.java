package io.tlswhy.probe.dns;

import io.tlswhy.evidence.Stage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Asks for a name as this JVM does: through its cache, its hosts file, its resolver.
 *
 * <p>Blocks for as long as the operating system's resolver does: only for a thread of the agent.
 */
public final class JvmResolver {
  private JvmResolver() {}

  /** This JVM's answer. The JDK does not say why there is none: a failure is always NXDOMAIN. */
  public static DnsAnswer resolve(String host) {
    try {
      return DnsAnswer.found(Arrays.asList(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      return DnsAnswer.failed(Stage.Result.NXDOMAIN, String.valueOf(e.getMessage()));
    } catch (SecurityException e) {
      return DnsAnswer.failed(Stage.Result.FORBIDDEN, "the security manager: " + e.getMessage());
    }
  }
}
