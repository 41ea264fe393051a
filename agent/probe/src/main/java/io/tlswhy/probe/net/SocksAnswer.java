package io.tlswhy.probe.net;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Stage;

/** How a SOCKS 5 server answered the request for a connection. */
@AutoValue
public abstract class SocksAnswer {
  SocksAnswer() {}

  /** By the number of the reply (RFC 1928 section 6). */
  static SocksAnswer ofReply(int reply) {
    switch (reply) {
      case 0:
        return of(Stage.Result.OK, "connected");
      case 1:
        return ofReply(Stage.Result.PROXY_FAILED, "general failure", reply);
      case 2:
        return ofReply(Stage.Result.PROXY_DENIED, "not allowed by its rules", reply);
      case 3:
        return ofReply(Stage.Result.PROXY_UNREACHABLE, "network unreachable", reply);
      case 4:
        return ofReply(Stage.Result.PROXY_UNREACHABLE, "host unreachable", reply);
      case 5:
        return ofReply(Stage.Result.PROXY_REFUSED, "connection refused", reply);
      case 6:
        // What routers say of packets that go in a circle; servers use it for time-outs too.
        return ofReply(Stage.Result.PROXY_TIMEOUT, "TTL expired", reply);
      case 7:
        return ofReply(Stage.Result.PROXY_FAILED, "command not supported", reply);
      case 8:
        return ofReply(Stage.Result.PROXY_FAILED, "kind of address not supported", reply);
      default:
        return ofReply(Stage.Result.PROXY_FAILED, "an unknown reply", reply);
    }
  }

  private static SocksAnswer ofReply(Stage.Result result, String words, int reply) {
    return of(result, words + ", SOCKS reply " + reply);
  }

  /**
   * By the method of authentication that the server chose (RFC 1928 section 3); {@code 255} is that
   * it accepts none of those that were offered.
   */
  static SocksAnswer ofMethod(int method) {
    return of(
        Stage.Result.PROXY_AUTHENTICATION,
        method == 255
            ? "SOCKS, which does not let this machine in without a log-in"
            : "SOCKS, with the method " + method + ", which was not offered");
  }

  /** What comes back is no SOCKS 5: another version, or another protocol. */
  static SocksAnswer ofVersion(int version) {
    return of(
        Stage.Result.PROXY_FAILED, "it does not speak SOCKS 5: its first octet is " + version);
  }

  private static SocksAnswer of(Stage.Result result, String words) {
    return new AutoValue_SocksAnswer(result, words);
  }

  /** What came of it; {@code OK} if the connection leads to the target from now on. */
  public abstract Stage.Result result();

  abstract String words();

  /** It in words, with the address that was asked for. */
  public final String words(String address) {
    return words() + ", for " + address;
  }
}
