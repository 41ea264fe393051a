package io.tlswhy.diagnosis.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Products that end TLS on the way to look into it, known by the issuer's name they leave. */
final class InspectingProducts {
  private final List<String[]> records;

  private InspectingProducts(List<String[]> records) {
    this.records = records;
  }

  /** The products of the data file. */
  static InspectingProducts load() {
    List<String[]> records = new ArrayList<>();
    for (String[] record : DataFile.records("inspecting-products.tsv")) {
      records.add(new String[] {record[0].toLowerCase(Locale.ROOT), record[1]});
    }
    return new InspectingProducts(records);
  }

  /** The product that issues under that name, if it is known as one's. */
  Optional<String> issuing(X500Principal issuer) {
    String name = organisation(issuer);
    for (String[] record : records) {
      if (name.contains(record[0])) {
        return Optional.of(record[1]);
      }
    }
    return Optional.empty();
  }

  /** Places are left out: a city may be called as a product. */
  private static String organisation(X500Principal issuer) {
    List<String> parts = new ArrayList<>(NameAttributes.of(issuer, NameAttributes.COMMON_NAME));
    parts.addAll(NameAttributes.of(issuer, NameAttributes.ORGANISATION));
    parts.addAll(NameAttributes.of(issuer, NameAttributes.ORGANISATIONAL_UNIT));
    return String.join("\n", parts).toLowerCase(Locale.ROOT);
  }
}
