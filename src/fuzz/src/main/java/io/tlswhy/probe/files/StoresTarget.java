package io.tlswhy.probe.files;

import io.tlswhy.evidence.StoreFile;
import io.tlswhy.fuzz.FedFile;
import java.nio.file.Path;
import java.util.List;

/** A trust store of any format, tried with two passwords and none. */
public final class StoresTarget {
  private static final FedFile FILE = new FedFile();
  private static final List<String> PASSWORDS = List.of("secret", "changeit");

  private StoresTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Path store = FILE.write("store", input);
    // A reader of its own each time: one that remembers files would know this one's name and time.
    new StoreReader().read(StoreFile.Use.OTHER, store, PASSWORDS);
  }
}
