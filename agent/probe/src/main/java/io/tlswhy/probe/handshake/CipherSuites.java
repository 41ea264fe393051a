package io.tlswhy.probe.handshake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cipher suites' names and codes, from the table beside this class. */
final class CipherSuites {
  private static final int TLS13_PREFIX = 0x13;
  private static final Map<String, Integer> CODES = table();

  private CipherSuites() {}

  /** All of the table, current ones first. */
  static List<String> all() {
    return new ArrayList<>(CODES.keySet());
  }

  /** The code of a suite by its standard name; JSSE still says SSL_ for some. */
  static Optional<Integer> code(String name) {
    String standard = name.startsWith("SSL_") ? "TLS_" + name.substring(4) : name;
    return Optional.ofNullable(CODES.get(standard));
  }

  /** The codes of those suites that the table knows. */
  static List<Integer> codes(List<String> names) {
    List<Integer> codes = new ArrayList<>();
    for (String name : names) {
      code(name).ifPresent(codes::add);
    }
    return codes;
  }

  /** The name of a suite, or its code in hexadecimal digits. */
  static String name(int code) {
    for (Map.Entry<String, Integer> entry : CODES.entrySet()) {
      if (entry.getValue() == code) {
        return entry.getKey();
      }
    }
    return String.format("0x%04X", code);
  }

  /** Whether the suite is one of TLS 1.3, which go with no other version. */
  static boolean isTls13(int code) {
    return code >> 8 == TLS13_PREFIX;
  }

  private static Map<String, Integer> table() {
    Map<String, Integer> codes = new LinkedHashMap<>();
    try (InputStream stream = CipherSuites.class.getResourceAsStream("cipher-suites.tsv")) {
      if (stream == null) {
        throw new IllegalStateException("no cipher-suites.tsv");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int tab = line.indexOf('\t');
          codes.put(line.substring(tab + 1), Integer.parseInt(line.substring(0, tab), 16));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Collections.unmodifiableMap(codes);
  }
}
