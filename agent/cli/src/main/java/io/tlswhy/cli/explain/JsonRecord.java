package io.tlswhy.cli.explain;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/**
 * A log record that is one JSON object on one line: its texts joined, its time, and whether it only
 * wraps a line of another log (as Docker's json-file driver does).
 */
final class JsonRecord {
  private static final int LONGEST = 64 * 1024;

  private final StringBuilder text = new StringBuilder();
  private String time = "";
  private String stream = "";
  private boolean wrappedLine;

  private JsonRecord() {}

  /** Whether the line is worth reading as JSON. */
  static boolean looksLikeOne(String body) {
    return body.startsWith("{\"") && body.trim().endsWith("}");
  }

  /** Reads a record; what cannot be read as JSON is kept as text. */
  static JsonRecord of(String body) {
    JsonRecord record = new JsonRecord();
    try (JsonReader reader = new JsonReader(new StringReader(body))) {
      record.object(reader, 0);
    } catch (IOException | IllegalStateException broken) {
      record.text.append(body);
    }
    return record;
  }

  /** The texts of the record, a line each. */
  String text() {
    return text.toString();
  }

  /** When it was written, empty if not told. */
  String time() {
    return time;
  }

  /** The stream that a wrapped line came from. */
  String stream() {
    return stream;
  }

  /** Whether the record only wraps a line of another log. */
  boolean isWrappedLine() {
    return wrappedLine && !stream.isEmpty();
  }

  private void object(JsonReader reader, int depth) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      JsonToken token = reader.peek();
      if (token == JsonToken.STRING) {
        text(name, reader.nextString());
      } else if (token == JsonToken.BEGIN_OBJECT && depth < 4) {
        object(reader, depth + 1);
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
  }

  private void text(String name, String value) {
    switch (name) {
      case "log":
        wrappedLine = true;
        append(stripLineEnd(value));
        break;
      case "stream":
        stream = value;
        break;
      case "@timestamp":
      case "timestamp":
      case "time":
      case "ts":
        time = value;
        break;
      default:
        append(value);
    }
  }

  private void append(String value) {
    if (text.length() < LONGEST) {
      if (text.length() > 0) {
        text.append('\n');
      }
      text.append(value, 0, Math.min(value.length(), LONGEST));
    }
  }

  private static String stripLineEnd(String value) {
    return value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
  }
}
