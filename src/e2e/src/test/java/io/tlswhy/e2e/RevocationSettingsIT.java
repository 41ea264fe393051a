package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tlswhy.e2e.app.Checking;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the agent says that this JVM's settings make it ask, in which order and with what effect, is
 * what it does: the CA's server sees what a JVM without the agent asks.
 *
 * <p>Each setting has an intermediate of its own, since Java keeps what it was answered.
 */
@Execution(ExecutionMode.CONCURRENT)
class RevocationSettingsIT {
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final Pattern ASKED =
      Pattern.compile("http://\\S+/(\\w+\\.(?:crl|ocsp))( \\(tells it\\))?");

  /** A setting of the checker that an application makes itself, in one JVM for all. */
  private static final List<Setting> CHECKERS =
      List.of(
          new Setting("none", "", Set.of()),
          new Setting("fallback", "", Set.of("leaf.crl", "ca.crl")),
          new Setting("leaf-fails", "", Set.of("ca.ocsp")),
          new Setting("lists-first", "PREFER_CRLS", Set.of("ca.ocsp")),
          new Setting("lists-known", "PREFER_CRLS", Set.of("ca.crl", "leaf.crl")),
          new Setting("responders-only", "NO_FALLBACK", Set.of("ca.ocsp", "leaf.crl")),
          new Setting("lists-only", "PREFER_CRLS+NO_FALLBACK", Set.of("ca.crl", "leaf.ocsp")),
          new Setting("end-entity", "ONLY_END_ENTITY", Set.of()),
          new Setting("end-entity-known", "ONLY_END_ENTITY", Set.of("leaf.crl")),
          new Setting("soft", "SOFT_FAIL", Set.of()),
          new Setting("soft-lists", "SOFT_FAIL+PREFER_CRLS+NO_FALLBACK", Set.of("leaf.crl")),
          new Setting("soft-forged", "SOFT_FAIL", Set.of("ca.ocsp", "forged.ocsp")),
          new Setting(
              "soft-forged-only", "SOFT_FAIL+NO_FALLBACK", Set.of("ca.ocsp", "forged.ocsp")),
          new Setting("soft-old", "SOFT_FAIL+PREFER_CRLS", Set.of("ca.ocsp", "old.crl")));

  private static final String REVOCATION = "-Dcom.sun.net.ssl.checkRevocation=true";
  private static final String LISTS = "-Dcom.sun.security.enableCRLDP=true";

  /** The JVM's own settings, a JVM each: its properties, and its security properties. */
  private static final List<Settings> PROPERTIES =
      List.of(
          new Settings("nothing", Set.of(), "", REVOCATION),
          new Settings("lists", Set.of("ca.crl"), "", REVOCATION, LISTS),
          new Settings("both", Set.of("ca.ocsp"), "ocsp.enable=true", REVOCATION, LISTS),
          new Settings("responders", Set.of("ca.ocsp", "leaf.crl"), "ocsp.enable=true", REVOCATION),
          new Settings(
              "end-entity",
              Set.of(),
              "com.sun.security.onlyCheckRevocationOfEECert=true",
              REVOCATION,
              LISTS),
          // Nobody is at that responder, so that Java comes no farther than the intermediate.
          new Settings("override", Set.of(), "ocsp.enable=true\nocsp.responderURL=", REVOCATION),
          new Settings("override-of-checker", Set.of(), "ocsp.responderURL="));

  /** What an application's checker is set to for a peer, and which of its endpoints answer. */
  private record Setting(String name, String options, Set<String> working) {
    String host() {
      return name + ".partner.test";
    }
  }

  /** What a JVM is set to. */
  private record Settings(Setting setting, String security, List<String> jvm) {
    Settings(String name, Set<String> working, String security, String... jvm) {
      this(new Setting(name, jvm.length == 0 ? "" : "default", working), security, List.of(jvm));
    }
  }

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anApplicationsOwnCheckers(Jdk jdk) throws Exception {
    compare(jdk, CHECKERS, "", List.of());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theJvmsProperties(Jdk jdk) throws Exception {
    for (Settings settings : PROPERTIES) {
      compare(jdk, List.of(settings.setting()), settings.security(), settings.jvm());
    }
  }

  private static void compare(Jdk jdk, List<Setting> settings, String security, List<String> jvm)
      throws Exception {
    Outcome without;
    try (World world = new World(settings)) {
      without = world.run(ForkedJvm.of(jdk), security, jvm, () -> true);
    }
    List<Setting> rejected =
        settings.stream().filter(setting -> !without.accepted(setting)).toList();
    try (World world = new World(settings)) {
      Path json = world.lab.file("incidents.json");
      Outcome with =
          world.run(
              ForkedJvm.of(jdk)
                  .withAgent("log=off", "json=" + json, "allow=127.0.0.0/8", "timeout=2s"),
              security,
              jvm,
              () -> rejected.stream().noneMatch(setting -> told(json, setting).isEmpty()));
      for (Setting setting : settings) {
        assertThat(with.accepted(setting))
            .as("%s, %s", setting, with)
            .isEqualTo(without.accepted(setting));
      }
      for (Setting setting : rejected) {
        check(setting, without.askedFor(setting), told(json, setting));
      }
    }
  }

  private static void check(Setting setting, List<String> really, List<String> told) {
    if (Boolean.getBoolean("tlswhy.cases.print")) {
      System.out.println(setting + " " + really + " " + told);
    }
    assertThat(told).as("%s, %s", setting, really).hasSize(2);
    boolean stopped = false;
    for (int i = 1; i >= 0; i--) {
      String certificate = i == 0 ? "leaf" : "ca";
      List<String> asked = new ArrayList<>();
      boolean known = false;
      for (Matcher one = ASKED.matcher(told.get(i)); one.find() && !known; ) {
        asked.add(one.group(1));
        known = one.group(2) != null;
      }
      boolean askedOf = !told.get(i).contains("(ONLY_END_ENTITY)");
      assertThat(really.stream().filter(name -> name.startsWith(certificate)).toList())
          .as("%s: %s", setting, told)
          .isEqualTo(stopped || !askedOf ? List.of() : asked);
      boolean rejecting = told.get(i).contains(", so the chain is rejected");
      assertThat(askedOf && !known).as("%s: %s", setting, told.get(i)).isEqualTo(rejecting);
      stopped |= rejecting;
    }
  }

  /** What was said last of the status of each certificate, the peer's own first. */
  private static List<String> told(Path json, Setting setting) {
    String text = read(json);
    List<String> statuses = List.of();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
      if (line.contains("\"" + setting.host() + "\"")) {
        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
        List<String> found = new ArrayList<>();
        for (JsonElement each : event.getAsJsonArray("evidence")) {
          if (each.getAsString().startsWith("Status of ")) {
            found.add(each.getAsString());
          }
        }
        statuses = found;
      }
    }
    return statuses;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What came of it.
   *
   * @param output what the application printed
   * @param asked which endpoints of each setting were asked, in order
   */
  private record Outcome(String output, Map<String, List<String>> asked) {
    boolean accepted(Setting setting) {
      return output.contains(setting.host() + " accepted\n");
    }

    List<String> askedFor(Setting setting) {
      return asked.getOrDefault(setting.name(), List.of());
    }
  }

  /** A CA with an intermediate and a peer for each setting. */
  private static final class World implements AutoCloseable {
    private final Lab lab = new Lab();
    private final LabCa root = LabCa.root("Partner Root");
    private final Map<String, List<String>> asked = new ConcurrentHashMap<>();
    private final List<String> peers = new ArrayList<>();
    private String override = "";

    World(List<Setting> settings) throws IOException {
      for (Setting setting : settings) {
        HttpEndpoint endpoints = lab.http(setting.name() + ".ca.test");
        String url = "http://" + setting.name() + ".ca.test:" + endpoints.address().getPort() + "/";
        LabCa issuing =
            root.authority(
                CertificateSpec.authority("Issuing " + setting.name())
                    .ocsp(url + "ca.ocsp")
                    .crl(url + "ca.crl"));
        Identity leaf =
            issuing.issue(
                CertificateSpec.server(setting.host())
                    .ocsp(url + "leaf.ocsp")
                    .crl(url + "leaf.crl"));
        OcspSpec forged = OcspSpec.of(LabCa.root("Issuing " + setting.name()));
        boolean lies = setting.working().contains("forged.ocsp");
        boolean old = setting.working().contains("old.crl");
        CrlSpec list = CrlSpec.of(issuing);
        serve(endpoints, setting, "ca.ocsp", Reply.ocsp(OcspSpec.of(root)));
        serve(endpoints, setting, "ca0.ocsp", Reply.ocsp(OcspSpec.of(root)));
        serve(endpoints, setting, "ca.crl", Reply.crl(CrlSpec.of(root).encoded()));
        serve(endpoints, setting, "leaf.ocsp", Reply.ocsp(lies ? forged : OcspSpec.of(issuing)));
        serve(
            endpoints,
            setting,
            "leaf.crl",
            Reply.crl((old ? list.stale(Duration.ofDays(2)) : list).encoded()));
        override = url + "ca0.ocsp";
        peers.add(
            setting.host()
                + ":"
                + lab.peer(setting.host(), TlsContexts.of(leaf)).port()
                + ":"
                + setting.options());
      }
    }

    private void serve(HttpEndpoint endpoints, Setting setting, String name, Reply answer) {
      boolean works =
          setting.working().contains(name)
              || setting.working().contains(name.replace("leaf.ocsp", "forged.ocsp"))
              || setting.working().contains(name.replace("leaf.crl", "old.crl"));
      Reply reply =
          works
              ? answer
              : Reply.status(404, "text/plain", "none".getBytes(StandardCharsets.US_ASCII));
      List<String> requests =
          asked.computeIfAbsent(setting.name(), ignored -> new CopyOnWriteArrayList<>());
      endpoints.serve(
          "/" + name,
          exchange -> {
            requests.add(name);
            reply.to(exchange);
          });
    }

    /** Runs the application until that is so, and for half a minute at most. */
    Outcome run(ForkedJvm jvm, String security, List<String> arguments, BooleanSupplier enough)
        throws IOException, InterruptedException {
      Path file = lab.file("set.security");
      Files.writeString(file, security.replace("URL=", "URL=" + override) + "\n");
      jvm.withJars(List.of(lab.names().classPath()))
          .with(lab.names().jvmFlags().toArray(new String[0]))
          .with(lab.trusting(root.certificate()).toArray(new String[0]))
          .with("-Djava.security.properties=" + file)
          .with(arguments.toArray(new String[0]));
      try (ForkedJvm.Running running = jvm.start(Checking.class, peers.toArray(new String[0]))) {
        Instant last = Instant.now().plus(AT_MOST);
        while (!enough.getAsBoolean() && running.isAlive() && Instant.now().isBefore(last)) {
          Thread.sleep(50);
        }
        return new Outcome(running.end(AT_MOST).output(), asked);
      }
    }

    @Override
    public void close() throws IOException {
      lab.close();
    }
  }
}
