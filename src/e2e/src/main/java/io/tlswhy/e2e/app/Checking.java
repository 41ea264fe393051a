package io.tlswhy.e2e.app;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** An application that sets a revocation checker of its own for each peer that it calls. */
public final class Checking {
  private Checking() {}

  /**
   * Shakes hands with each peer that is an argument, as {@code host:port:OPTION+OPTION}, or {@code
   * host:port:default} for the JVM's own trust manager, and prints what came of it in a line each.
   * Then it waits for the end of standard input.
   */
  public static void main(String[] arguments) throws Exception {
    for (String argument : arguments) {
      String[] parts = argument.split(":", 3);
      System.out.println(
          parts[0] + " " + outcome(parts[0], Integer.parseInt(parts[1]), context(parts[2])));
    }
    System.out.println("ready");
    // A service goes on living, and what is found out about its failures is told.
    while (System.in.read() >= 0) {
      continue;
    }
  }

  private static String outcome(String host, int port, SSLContext context) {
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
      socket.setSoTimeout(20_000);
      socket.startHandshake();
      return "accepted";
    } catch (IOException e) {
      return "rejected " + e.getMessage();
    }
  }

  private static SSLContext context(String options) throws GeneralSecurityException, IOException {
    if (options.equals("default")) {
      return SSLContext.getDefault();
    }
    Set<PKIXRevocationChecker.Option> set = EnumSet.noneOf(PKIXRevocationChecker.Option.class);
    for (String option : options.split("\\+")) {
      if (!option.isEmpty()) {
        set.add(PKIXRevocationChecker.Option.valueOf(option));
      }
    }
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(set);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted(), new X509CertSelector());
    parameters.addCertPathChecker(checker);
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(new CertPathTrustManagerParameters(parameters));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    try (InputStream in = new FileInputStream(System.getProperty("javax.net.ssl.trustStore"))) {
      store.load(in, System.getProperty("javax.net.ssl.trustStorePassword").toCharArray());
    }
    return store;
  }
}
