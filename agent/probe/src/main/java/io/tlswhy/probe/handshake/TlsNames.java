package io.tlswhy.probe.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of versions, groups and alerts, as JSSE spells them. */
final class TlsNames {
  static final int TLS_1_0 = 0x0301;
  static final int TLS_1_2 = 0x0303;
  static final int TLS_1_3 = 0x0304;
  static final int X25519 = 29;

  private static final Map<String, Integer> VERSIONS = new LinkedHashMap<>();
  private static final Map<String, Integer> GROUPS = new LinkedHashMap<>();
  private static final Map<String, Integer> ALERTS = new LinkedHashMap<>();

  static {
    VERSIONS.put("TLSv1.3", TLS_1_3);
    VERSIONS.put("TLSv1.2", TLS_1_2);
    VERSIONS.put("TLSv1.1", 0x0302);
    VERSIONS.put("TLSv1", TLS_1_0);
    VERSIONS.put("SSLv3", 0x0300);

    GROUPS.put("x25519", X25519);
    GROUPS.put("secp256r1", 23);
    GROUPS.put("secp384r1", 24);
    GROUPS.put("secp521r1", 25);
    GROUPS.put("x448", 30);
    GROUPS.put("ffdhe2048", 256);
    GROUPS.put("ffdhe3072", 257);
    GROUPS.put("ffdhe4096", 258);
    GROUPS.put("ffdhe6144", 259);
    GROUPS.put("ffdhe8192", 260);
    GROUPS.put("secp256k1", 22);
    GROUPS.put("brainpoolP256r1", 26);
    GROUPS.put("brainpoolP384r1", 27);
    GROUPS.put("brainpoolP512r1", 28);
    GROUPS.put("sect283k1", 9);
    GROUPS.put("sect283r1", 10);
    GROUPS.put("sect409k1", 11);
    GROUPS.put("sect409r1", 12);
    GROUPS.put("sect571k1", 13);
    GROUPS.put("sect571r1", 14);
    GROUPS.put("secp224r1", 21);
    GROUPS.put("secp192r1", 19);
    GROUPS.put("X25519MLKEM768", 4588);
    GROUPS.put("SecP256r1MLKEM768", 4587);
    GROUPS.put("SecP384r1MLKEM1024", 4589);

    ALERTS.put("close_notify", 0);
    ALERTS.put("unexpected_message", 10);
    ALERTS.put("bad_record_mac", 20);
    ALERTS.put("record_overflow", 22);
    ALERTS.put("handshake_failure", 40);
    ALERTS.put("bad_certificate", 42);
    ALERTS.put("unsupported_certificate", 43);
    ALERTS.put("certificate_revoked", 44);
    ALERTS.put("certificate_expired", 45);
    ALERTS.put("certificate_unknown", 46);
    ALERTS.put("illegal_parameter", 47);
    ALERTS.put("unknown_ca", 48);
    ALERTS.put("access_denied", 49);
    ALERTS.put("decode_error", 50);
    ALERTS.put("decrypt_error", 51);
    ALERTS.put("protocol_version", 70);
    ALERTS.put("insufficient_security", 71);
    ALERTS.put("internal_error", 80);
    ALERTS.put("inappropriate_fallback", 86);
    ALERTS.put("user_canceled", 90);
    ALERTS.put("missing_extension", 109);
    ALERTS.put("unsupported_extension", 110);
    ALERTS.put("unrecognized_name", 112);
    ALERTS.put("no_application_protocol", 120);
  }

  private TlsNames() {}

  /** The codes of those versions that are known, in their order. */
  static List<Integer> versions(List<String> names) {
    return codes(VERSIONS, names);
  }

  static String version(int code) {
    return name(VERSIONS, code);
  }

  /** The codes of those groups that are known, in their order. */
  static List<Integer> groups(List<String> names) {
    return codes(GROUPS, names);
  }

  static List<Integer> everyGroup() {
    return Collections.unmodifiableList(new ArrayList<>(GROUPS.values()));
  }

  static String group(int code) {
    return name(GROUPS, code);
  }

  static String alert(int code) {
    return name(ALERTS, code);
  }

  private static List<Integer> codes(Map<String, Integer> table, List<String> names) {
    List<Integer> codes = new ArrayList<>();
    for (String name : names) {
      Integer code = table.get(name);
      if (code != null) {
        codes.add(code);
      }
    }
    return codes;
  }

  private static String name(Map<String, Integer> table, int code) {
    for (Map.Entry<String, Integer> entry : table.entrySet()) {
      if (entry.getValue() == code) {
        return entry.getKey();
      }
    }
    return String.valueOf(code);
  }
}
