package io.tlswhy.cli.explain;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;

/**
 * A log record that is one JSON object on one line: its texts joined, its time, and whether it only
 * wraps a line of another log (as Docker's json-file driver does).
 */
final class JsonRecord {
  private static final int LONGEST = 64 * 1024;
  private static final int DEEPEST = 12;

  /** Milliseconds since 1970 until far beyond any log. */
  private static final int LONGEST_NUMBER = 14;

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
    String type = "";
    String message = "";
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      JsonToken token = reader.peek();
      if (token == JsonToken.STRING) {
        String value = reader.nextString();
        if (depth > 0 && isType(name, value)) {
          type = value;
        } else if (depth > 0 && isMessage(name)) {
          message = value;
        } else {
          text(name, value);
        }
      } else if (token == JsonToken.NUMBER) {
        number(name, reader.nextString());
      } else {
        nested(reader, token, depth);
      }
    }
    reader.endObject();
    exception(type, message);
  }

  private void nested(JsonReader reader, JsonToken token, int depth) throws IOException {
    if (token == JsonToken.BEGIN_OBJECT && depth < DEEPEST) {
      object(reader, depth + 1);
    } else if (token == JsonToken.BEGIN_ARRAY && depth < DEEPEST) {
      array(reader, depth + 1);
    } else {
      reader.skipValue();
    }
  }

  /** A stack trace as a list of lines, or of causes. */
  private void array(JsonReader reader, int depth) throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      JsonToken token = reader.peek();
      if (token == JsonToken.STRING) {
        append(reader.nextString());
      } else {
        nested(reader, token, depth);
      }
    }
    reader.endArray();
  }

  /** Whether a member of a nested object names an exception's class. */
  private static boolean isType(String name, String value) {
    boolean named =
        name.equals("name")
            || name.equals("type")
            || name.equals("class")
            || name.equals("exception_class");
    return named && value.indexOf('.') > 0 && value.indexOf(' ') < 0;
  }

  private static boolean isMessage(String name) {
    return name.equals("message")
        || name.equals("localizedMessage")
        || name.equals("exception_message");
  }

  /** The class and the message of one exception on one line, as a stack trace has them. */
  private void exception(String type, String message) {
    if (!type.isEmpty() || !message.isEmpty()) {
      append(type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message);
    }
  }

  private void number(String name, String value) {
    if (value.length() > LONGEST_NUMBER || value.indexOf('.') >= 0 || value.indexOf('e') >= 0) {
      return;
    }
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException notWhole) {
      return;
    }
    switch (name) {
      case "epochSecond":
        time = Instant.ofEpochSecond(number).toString();
        break;
      case "timeMillis":
      case "timestamp":
      case "@timestamp":
        time = Instant.ofEpochMilli(number).toString();
        break;
      default:
    }
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
