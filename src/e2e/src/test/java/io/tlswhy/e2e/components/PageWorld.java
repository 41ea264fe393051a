package io.tlswhy.e2e.components;

import io.tlswhy.e2e.ForkedJvm;
import io.tlswhy.e2e.Jdk;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.pki.Stores;
import io.tlswhy.lab.scenario.Scenario;
import io.tlswhy.lab.scenario.Scene;
import io.tlswhy.lab.service.Launch;
import io.tlswhy.lab.service.RunningService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scenario of the lab that is held, for the commands of the documentation's pages: what the
 * commands call HOST, URL or TRUSTSTORE is put in, and the lab's names resolve for them.
 */
final class PageWorld implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;
  private static final Pattern FLAG = Pattern.compile("-D([a-zA-Z.]+)=(.*)");
  private static final Pattern URL = Pattern.compile("URI:(http\\S+)");
  private static final Path ORDERS =
      Path.of(System.getProperty("tlswhy.orders", "../../test-app/target/orders.jar"));

  /** The name that the service's own certificate is for. */
  private static final String SERVED = "orders.test";

  private static final String NAME_SERVER = "127.77.254.53";
  private static final String UNDER_THE_LABS_NAMES =
      "mount --bind \"$1\" /etc/hosts && mount --bind \"$2\" /etc/resolv.conf && exec bash -c \"$3\"";

  private final Path folder;
  private final Path hosts;
  private final Path resolver;
  private final Map<String, String> words = new LinkedHashMap<>();
  private final List<AutoCloseable> running = new ArrayList<>();

  /** What a command did. */
  record Ended(int status, String printed) {}

  private PageWorld(Path folder, Path hosts) throws IOException {
    this.folder = folder;
    this.hosts = hosts;
    this.resolver =
        Files.writeString(folder.resolve("resolv.conf"), "nameserver " + NAME_SERVER + "\n");
  }

  /** The world of a scenario that was prepared in that lab. */
  static PageWorld of(Scenario scenario, Lab lab, Path folder)
      throws IOException, GeneralSecurityException {
    Scene scene = scenario.prepare(lab);
    PageWorld world = new PageWorld(folder, lab.file("hosts"));
    world.learn(scene);
    if (!scene.settings().containsKey("orders.partner.url")) {
      world.serve(lab, scene);
    }
    return world;
  }

  private void learn(Scene scene) throws IOException, GeneralSecurityException {
    Map<String, String> flags = new LinkedHashMap<>();
    for (String flag : scene.jvmFlags()) {
      Matcher matcher = FLAG.matcher(flag);
      if (matcher.matches()) {
        flags.put(matcher.group(1), matcher.group(2));
      }
    }
    words.put("tlswhy.jar", ForkedJvm.AGENT.toString());
    words.put("…", "-version");
    words.put("PID", String.valueOf(ProcessHandle.current().pid()));
    words.put("TRUSTSTORE", flags.getOrDefault("javax.net.ssl.trustStore", ""));
    String keyStore = scene.settings().getOrDefault("orders.server.key-store", "");
    words.put("KEYSTORE", flags.getOrDefault("javax.net.ssl.keyStore", keyStore));
    for (String scheme : List.of("https", "http")) {
      if (flags.containsKey(scheme + ".proxyHost")) {
        words.put("PROXYPORT", flags.get(scheme + ".proxyPort"));
        words.put("PROXY", flags.get(scheme + ".proxyHost"));
      }
    }
    String partner = scene.settings().getOrDefault("orders.partner.url", "");
    if (!partner.isEmpty()) {
      URI uri = URI.create(partner);
      words.put("PORT", String.valueOf(uri.getPort()));
      words.put("HOST", uri.getHost());
      certificates();
    }
    clientCertificate();
    givenCrl(scene);
  }

  /** The service is the server, and its port is what is looked at. */
  private void serve(Lab lab, Scene scene) throws IOException {
    Launch launch =
        new Launch(
            Jdk.current().java(),
            ORDERS,
            Optional.empty(),
            List.of(lab.names().classPath()),
            scene.jvmFlags(),
            scene.settings());
    RunningService service = RunningService.start(launch);
    running.add(service);
    lab.names().add(SERVED, service.address().getAddress());
    words.put("PORT", String.valueOf(service.address().getPort()));
    words.put("HOST", SERVED);
  }

  /** The certificates that the peer sends, and what stands in them. */
  private void certificates() throws IOException, GeneralSecurityException {
    Ended sent =
        run(
            "timeout 5 openssl s_client -connect HOST:PORT -servername HOST -showcerts </dev/null 2>/dev/null"
                + " | sed -n '/-BEGIN/,/-END/p'");
    List<Certificate> chain = new ArrayList<>();
    try {
      chain.addAll(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(sent.printed().getBytes(StandardCharsets.US_ASCII))));
    } catch (GeneralSecurityException unreadable) {
      return;
    }
    if (!chain.isEmpty()) {
      X509Certificate last = (X509Certificate) chain.get(chain.size() - 1);
      words.put("CA_NAME", commonName(last.getIssuerX500Principal().getName()));
      publicRoot(last);
    }
    for (int i = 0; i < chain.size(); i++) {
      List<X509Certificate> one = List.of((X509Certificate) chain.get(i));
      if (i == 0) {
        words.put("SERIAL", one.get(0).getSerialNumber().toString(16));
      }
      String file = i == 0 ? "CERT.pem" : i == 1 ? "ISSUER.pem" : "ROOT.pem";
      Pem.certificates(folder.resolve(file), one);
      pointers(run("openssl x509 -noout -text -in " + file));
    }
  }

  /** A root that is not sent, since everybody has it: this Java's own copy of it. */
  private void publicRoot(X509Certificate last) throws IOException, GeneralSecurityException {
    Path file = Jdk.current().home().resolve("lib/security/cacerts");
    KeyStore roots = KeyStore.getInstance(file.toFile(), (char[]) null);
    for (String alias : Collections.list(roots.aliases())) {
      X509Certificate root = (X509Certificate) roots.getCertificate(alias);
      if (root.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
        Pem.certificates(folder.resolve("ROOT.pem"), List.of(root));
      }
    }
  }

  private static String commonName(String name) {
    Matcher commonName = Pattern.compile("CN=([^,]+)").matcher(name);
    return commonName.find() ? commonName.group(1) : name;
  }

  private void pointers(Ended text) throws IOException {
    String section = "";
    for (String line : text.printed().split("\n", -1)) {
      section = line.contains("Authority Information") ? "OCSP_URL" : section;
      section = line.contains("CRL Distribution") ? "CRL_URL" : section;
      Matcher url = URL.matcher(line);
      if (url.find()) {
        String kind = line.contains("CA Issuers") ? "ISSUER_URL" : section;
        words.putIfAbsent(kind, url.group(1));
        words.putIfAbsent("URL", url.group(1));
        host(URI.create(url.group(1)));
      }
    }
  }

  private void host(URI url) throws IOException {
    for (String line : Files.readAllLines(hosts)) {
      if (line.endsWith(" " + url.getHost())) {
        words.putIfAbsent("ADDRESS", line.split(" ", -1)[0]);
      }
    }
    words.putIfAbsent("NAME", url.getHost());
  }

  private void clientCertificate() throws IOException, GeneralSecurityException {
    String file = words.getOrDefault("KEYSTORE", "");
    if (file.isEmpty()) {
      return;
    }
    KeyStore store = KeyStore.getInstance(Path.of(file).toFile(), Stores.PASSWORD.toCharArray());
    String alias = Collections.list(store.aliases()).get(0);
    words.put("OLD", alias);
    Pem.certificates(
        folder.resolve("CLIENT.pem"), List.of((X509Certificate) store.getCertificate(alias)));
  }

  private void givenCrl(Scene scene) throws IOException {
    String given = scene.settings().getOrDefault("orders.partner.revocation", "");
    if (given.startsWith("crls:")) {
      run("openssl crl -inform DER -in " + given.substring("crls:".length()) + " -out CRL.pem");
    }
  }

  /** A name server that knows the lab's names and no others. */
  void resolve() throws IOException {
    Process server =
        Shell.start(
            folder.resolve("dnsmasq.out"),
            List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--no-resolv",
                "--no-hosts",
                "--addn-hosts=" + hosts,
                "--local=/test/",
                "--user=root",
                "--pid-file",
                "--listen-address=" + NAME_SERVER,
                "--bind-interfaces"));
    running.add(server::destroy);
    run(
        "for i in $(seq 50); do dig +time=1 +tries=1 api.partner.test >dig.out && break; sleep 0.1; done");
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable one : running) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /** Runs a command in the folder of this world, with what it calls HOST and the like put in. */
  Ended run(String command) throws IOException {
    String filled = command;
    for (Map.Entry<String, String> word : words.entrySet()) {
      String sought = Pattern.quote(word.getKey());
      filled =
          filled.replaceAll(
              "(?<![A-Za-z_])" + sought + "(?![A-Z_]|\\.pem)",
              Matcher.quoteReplacement(word.getValue()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "bash",
                "-c",
                UNDER_THE_LABS_NAMES,
                "bash",
                hosts.toString(),
                resolver.toString(),
                filled)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Path home = Jdk.current().home();
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("proxy"));
    environment.put("JAVA_HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("LC_ALL", "C.UTF-8");
    return ended(builder.start());
  }

  /** Answers what keytool asks: the store's password, and whether it shall trust. */
  private static Ended ended(Process process) throws IOException {
    try (OutputStream answers = process.getOutputStream()) {
      answers.write((Stores.PASSWORD + "\nyes\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException asksNothing) {
      // It had ended by then.
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("still running: " + printed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new Ended(process.exitValue(), printed);
  }
}
