package io.tlswhy.fuzz;

import io.tlswhy.cli.check.FilesTarget;
import io.tlswhy.cli.explain.ExplainTarget;
import io.tlswhy.diagnosis.path.ExtensionsTarget;
import io.tlswhy.entry.OptionsTarget;
import io.tlswhy.probe.HttpTarget;
import io.tlswhy.probe.dns.ResolvTarget;
import io.tlswhy.probe.files.SecurityTarget;
import io.tlswhy.probe.files.StoresTarget;
import io.tlswhy.probe.handshake.TlsTarget;
import io.tlswhy.probe.ldap.LdapTarget;
import io.tlswhy.probe.proxy.PacTarget;
import io.tlswhy.probe.proxy.SettingsTarget;
import io.tlswhy.weave.lookup.DatesTarget;
import io.tlswhy.weave.memory.PointersTarget;
import java.util.List;

/** All targets, and how much each is fuzzed when nothing else is asked for. */
public final class Targets {

  /**
   * One of them.
   *
   * @param name what it is called
   * @param target what it does with an input
   * @param runs executions in a full run
   * @param longest the longest input that is tried, in octets
   */
  public record Entry(String name, Target target, long runs, int longest) {}

  private Targets() {}

  /** The target of that name. */
  static Entry named(String name) {
    return all().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such target: " + name));
  }

  /** All of them. */
  public static List<Entry> all() {
    return List.of(
        new Entry("extensions", ExtensionsTarget::fuzzerTestOneInput, 3_000_000, 2_048),
        new Entry("pointers", PointersTarget::fuzzerTestOneInput, 2_500_000, 2_048),
        new Entry("tls", TlsTarget::fuzzerTestOneInput, 1_000_000, 8_192),
        new Entry("pac", PacTarget::fuzzerTestOneInput, 500_000, 65_536),
        new Entry("dates", DatesTarget::fuzzerTestOneInput, 1_000_000, 2_048),
        new Entry("ldap", LdapTarget::fuzzerTestOneInput, 1_000_000, 4_096),
        new Entry("socks", SocksTarget::fuzzerTestOneInput, 500_000, 300),
        new Entry("http", HttpTarget::fuzzerTestOneInput, 700_000, 16_384),
        new Entry("options", OptionsTarget::fuzzerTestOneInput, 500_000, 2_048),
        new Entry("ocsp", OcspTarget::fuzzerTestOneInput, 400_000, 8_192),
        new Entry("crl", CrlTarget::fuzzerTestOneInput, 400_000, 8_192),
        new Entry("passing", PassingTarget::fuzzerTestOneInput, 600_000, 8_192),
        new Entry("issuer", IssuerTarget::fuzzerTestOneInput, 300_000, 8_192),
        new Entry("files", FilesTarget::fuzzerTestOneInput, 150_000, 8_192),
        new Entry("stores", StoresTarget::fuzzerTestOneInput, 300_000, 8_192),
        new Entry("security", SecurityTarget::fuzzerTestOneInput, 300_000, 8_192),
        new Entry("settings", SettingsTarget::fuzzerTestOneInput, 300_000, 4_096),
        new Entry("resolv", ResolvTarget::fuzzerTestOneInput, 300_000, 4_096),
        new Entry("dns", DnsTarget::fuzzerTestOneInput, 150_000, 4_096),
        new Entry("chain", ChainTarget::fuzzerTestOneInput, 150_000, 8_192),
        new Entry("explain", ExplainTarget::fuzzerTestOneInput, 250_000, 16_384));
  }
}
