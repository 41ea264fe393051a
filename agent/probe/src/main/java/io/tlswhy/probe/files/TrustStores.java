package io.tlswhy.probe.files;

import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.StoreFile.Use;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin.Source;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the trust stores that bear on a failure, and reads each once. */
final class TrustStores {
  private static final int MOST_BESIDE = 8;
  private static final int MOST_LISTED = 200;
  private static final String PROPERTY = "javax.net.ssl.trustStore";

  /** The password of every JDK's own store, as its documentation says. */
  private static final String OF_CACERTS = "changeit";

  /** Where the distributions of Linux and the BSDs keep what the whole machine trusts. */
  private static final List<String> OF_THE_SYSTEM =
      Collections.unmodifiableList(
          Arrays.asList(
              "/etc/ssl/certs/ca-certificates.crt",
              "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
              "/etc/pki/tls/certs/ca-bundle.crt",
              "/etc/ssl/ca-bundle.pem",
              "/etc/ssl/cert.pem",
              "/etc/ssl/certs/java/cacerts",
              "/etc/pki/ca-trust/extracted/java/cacerts"));

  private final StoreReader reader;
  private final Map<String, String> properties;
  private final List<String> system;
  private final Map<String, StoreFile> found = new LinkedHashMap<>();

  private TrustStores(StoreReader reader, Map<String, String> properties, List<String> system) {
    this.reader = reader;
    this.properties = properties;
    this.system = system;
  }

  /** The stores for a validation by these settings. */
  static List<StoreFile> of(
      StoreReader reader,
      SystemStores systems,
      TrustSettings trust,
      Map<String, String> properties) {
    List<StoreFile> stores = of(reader, trust, properties, OF_THE_SYSTEM);
    stores.addAll(systems.read());
    return stores;
  }

  static List<StoreFile> of(
      StoreReader reader,
      TrustSettings trust,
      Map<String, String> properties,
      List<String> system) {
    TrustStores stores = new TrustStores(reader, properties, system);
    stores.find(trust);
    return new ArrayList<>(stores.found.values());
  }

  private void find(TrustSettings trust) {
    if (!trust.origin().path().isEmpty()) {
      read(Use.IN_USE, trust.origin().path());
    }
    if (trust.origin().askedFor().isPresent()) {
      beside(trust.origin().askedFor().get());
    }
    if (trust.origin().source() == Source.APPLICATION) {
      Optional<String> asked = Optional.ofNullable(properties.get(PROPERTY));
      read(Use.PLATFORM, asked.filter(TrustStores::isFile).orElseGet(this::ofJava));
    }
    read(Use.OTHER, ofJava());
    for (String path : system) {
      if (isFile(path)) {
        read(Use.OTHER, path);
      }
    }
  }

  /** The store that was asked for, and, where it is not there, what stands in the same folder. */
  private void beside(String askedFor) {
    if (read(Use.ASKED_FOR, askedFor) != StoreFile.State.MISSING) {
      return;
    }
    Optional<Path> folder = path(askedFor).map(Path::toAbsolutePath).map(Path::getParent);
    if (!folder.isPresent() || !Files.isDirectory(folder.get())) {
      return;
    }
    int listed = 0;
    int beside = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
      for (Path file : files) {
        if (++listed > MOST_LISTED || beside >= MOST_BESIDE) {
          return;
        }
        if (mayBeStore(file)) {
          read(Use.BESIDE, file.toString());
          beside++;
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      // A folder that cannot be listed shows nothing.
      return;
    }
  }

  private static boolean mayBeStore(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith("cacerts")
        || name.matches(".*\\.(jks|p12|pfx|pkcs12|jceks|keystore|truststore|ts|pem|crt|cer)");
  }

  private String ofJava() {
    String folder = properties.getOrDefault("java.home", "") + "/lib/security/";
    return isFile(folder + "jssecacerts") ? folder + "jssecacerts" : folder + "cacerts";
  }

  private StoreFile.State read(Use use, String named) {
    Optional<Path> path = path(named);
    if (!path.isPresent()) {
      return StoreFile.State.NO_FILE;
    }
    String key = real(path.get());
    StoreFile known = found.get(key);
    if (known == null) {
      known = reader.read(use, path.get(), passwords(use));
      found.put(key, known);
    }
    return known.state();
  }

  private List<String> passwords(Use use) {
    String configured = properties.get(PROPERTY + "Password");
    return configured == null || use == Use.OTHER
        ? Collections.singletonList(OF_CACERTS)
        : Arrays.asList(configured, OF_CACERTS);
  }

  private static boolean isFile(String named) {
    return path(named).filter(Files::isRegularFile).isPresent();
  }

  private static String real(Path path) {
    try {
      return path.toRealPath().toString();
    } catch (IOException | RuntimeException missing) {
      return path.toAbsolutePath().normalize().toString();
    }
  }

  private static Optional<Path> path(String named) {
    try {
      return named.isEmpty() ? Optional.empty() : Optional.of(Paths.get(named));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }
}
