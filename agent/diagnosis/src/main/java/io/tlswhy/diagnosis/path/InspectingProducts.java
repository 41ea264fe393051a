package io.tlswhy.diagnosis.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
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
    StringBuilder text = new StringBuilder();
    try {
      for (Rdn part : new LdapName(issuer.getName()).getRdns()) {
        String type = part.getType().toUpperCase(Locale.ROOT);
        if ("CN".equals(type) || "O".equals(type) || "OU".equals(type)) {
          text.append(part.getValue()).append('\n');
        }
      }
    } catch (InvalidNameException unreadable) {
      return "";
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
