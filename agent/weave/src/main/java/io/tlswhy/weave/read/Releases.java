package io.tlswhy.weave.read;

/** Which feature release this JVM is of. */
public final class Releases {
  private Releases() {}

  /** 8, 11, 17 and so on. */
  public static int feature() {
    return feature(System.getProperty("java.specification.version", "0"));
  }

  static int feature(String specification) {
    String number = specification.startsWith("1.") ? specification.substring(2) : specification;
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
