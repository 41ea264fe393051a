package io.tlswhy.cli.attach;

import com.google.gson.stream.JsonWriter;
import io.tlswhy.cli.Console;
import io.tlswhy.cli.ExitStatus;
import io.tlswhy.cli.OutputOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code list}: the JVMs that can be attached to. */
@Command(name = "list", description = "Lists the JVMs of this user that can be attached to.")
public final class ListCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    try {
      List<AttachApi.Jvm> jvms = AttachApi.ofThisJvm().list();
      if (output.json()) {
        console.document(json(jvms));
      } else {
        for (AttachApi.Jvm jvm : jvms) {
          console.line(String.format("%8s  %s", jvm.pid, jvm.name));
        }
      }
      return ExitStatus.FINE;
    } catch (AttachException failed) {
      console.complain("could not list the JVMs: " + failed.sentence());
      return ExitStatus.FAILED;
    }
  }

  private static String json(List<AttachApi.Jvm> jvms) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject().name("schema").value(1).name("jvms").beginArray();
      for (AttachApi.Jvm jvm : jvms) {
        json.beginObject();
        json.name("pid").value(Long.parseLong(jvm.pid)).name("name").value(jvm.name);
        json.endObject();
      }
      json.endArray().endObject();
    }
    return text.toString();
  }
}
