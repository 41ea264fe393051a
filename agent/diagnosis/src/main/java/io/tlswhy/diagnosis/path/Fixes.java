package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Fix;

/** The changes that are asked of others. */
final class Fixes {
  private Fixes() {}

  /** A change of what the peer's operator has set up. */
  static Fix server(String key, String value) {
    return Fix.of(Fix.Kind.SERVER, key, value, false);
  }

  /** A certificate that its authority has to issue anew, with that mended. */
  static Fix ca(String key) {
    return Fix.of(Fix.Kind.CA, key, "", false);
  }
}
