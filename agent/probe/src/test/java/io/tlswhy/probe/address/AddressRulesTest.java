package io.tlswhy.probe.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private final AddressRules rules = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "169.254.170.2",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:7f00:1::",
        "2001:0:808:808::5601:5601",
        "2001:db8::5efe:7f00:1",
        "2001:db8::200:5efe:169.254.169.254",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "ff02::1"
      })
  void noChainLeadsThere(String address) {
    assertThat(rules.refusal(at(address), 80, true)).isPresent();
    assertThat(rules.refusal(at(address), 80, false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "fd12:3456::1",
        "fec0::1",
        "2001:db8::1",
        "2002:0a00:0001::1",
        "64:ff9b::0a00:0001",
        "4000::1"
      })
  void onlyAnAnchoredChainLeadsThere(String address) {
    assertThat(rules.refusal(at(address), 80, true)).isEmpty();
    assertThat(rules.refusal(at(address), 80, false)).contains("not a public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"})
  void everyChainLeadsThere(String address) {
    assertThat(rules.refusal(at(address), 80, false)).isEmpty();
    assertThat(rules.refusal(at(address), 443, false)).isEmpty();
    assertThat(rules.refusal(at(address), 8080, false)).contains("a port other than 80 and 443");
    assertThat(rules.refusal(at(address), 8080, true)).isEmpty();
  }

  @Test
  void anExceptionLiftsEveryRule() {
    AddressRules lifted =
        new AddressRules(AddressRange.parseList("127.0.0.0/8, [fe80::/10]:8080,10.0.0.1"));

    assertThat(lifted.refusal(at("127.4.4.4"), 9, false)).isEmpty();
    assertThat(lifted.refusal(at("fe80::1"), 8080, false)).isEmpty();
    assertThat(lifted.refusal(at("fe80::1"), 80, true)).isPresent();
    assertThat(lifted.refusal(at("10.0.0.1"), 80, false)).isEmpty();
    assertThat(lifted.refusal(at("10.0.0.2"), 80, false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com/8",
        "127.0.0.0/33",
        "127.0.0.0/-1",
        "127.0.0.0/8:",
        "127.0.0.0/8:0",
        "127.0.0.0/8:65536",
        "127.0.0/8",
        "256.0.0.1",
        "[::1",
        "[::1]x",
        "::1::2/64",
        "::/129"
      })
  void whatCannotBeReadAllowsNothing(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
    assertThat(AddressRange.parseList(text)).isEmpty();
  }

  private static InetAddress at(String literal) {
    return AddressRange.literal(literal).orElseThrow();
  }

  private static String why(String address) {
    return new AddressRules(List.of()).refusal(at(address), 80, true).orElse("");
  }

  @Test
  void eachRefusalSaysWhatTheAddressIs() {
    assertThat(why("127.0.0.1")).isEqualTo("an address of this machine itself");
    assertThat(why("169.254.7.7")).isEqualTo("a link-local address");
    assertThat(why("168.63.129.16")).isEqualTo("a cloud's metadata address");
    assertThat(why("224.0.0.1")).isEqualTo("a multicast or reserved address");
    assertThat(why("64:ff9b::a9fe:707")).isEqualTo("a link-local address within an IPv6 address");
    assertThat(why("203.0.113.7")).isEmpty();
  }
}
