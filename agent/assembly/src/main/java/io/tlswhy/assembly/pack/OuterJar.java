package io.tlswhy.assembly.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the jar that is attached: the same octets whenever and wherever it is built from the same
 * content.
 *
 * <p>Everything is stored, not deflated: the tiers are deflated already and must be skipped in, and
 * the few classes beside them are read sooner so.
 */
final class OuterJar {
  private OuterJar() {}

  /** Writes the manifest and then the entries in the map's order. */
  static void write(OutputStream out, String version, Map<String, byte[]> entries)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "META-INF/MANIFEST.MF", manifest(version).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        store(zip, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content, 0, content.length);
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(time());
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Zip files keep local time: this one is the same local time, and octets, in every zone. */
  private static long time() {
    return new GregorianCalendar(1980, Calendar.FEBRUARY, 1, 0, 0, 0).getTimeInMillis();
  }

  private static String manifest(String version) {
    return "Manifest-Version: 1.0\r\n"
        + "Implementation-Title: tlswhy\r\n"
        + ("Implementation-Version: " + version + "\r\n")
        + "Main-Class: io.tlswhy.entry.Main\r\n"
        + "Premain-Class: io.tlswhy.entry.Agent\r\n"
        + "Agent-Class: io.tlswhy.entry.Agent\r\n"
        + "Can-Retransform-Classes: true\r\n"
        + "\r\n";
  }
}
