package io.tlswhy.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** This product's name and version. */
public final class Product {
  private static final String NAME = read();

  private Product() {}

  /** Such as {@code tlswhy 1.0.0}. */
  public static String name() {
    return NAME;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Product.class.getResourceAsStream("product.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      // Without its version the name alone will do.
      return "tlswhy";
    }
    return ("tlswhy " + properties.getProperty("version", "")).trim();
  }
}
