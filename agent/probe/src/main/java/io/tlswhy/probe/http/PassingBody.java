package io.tlswhy.probe.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads a body that is too large to be kept, while it passes. */
@FunctionalInterface
public interface PassingBody {
  /** Reads it to its end for its length alone. */
  PassingBody COUNTED =
      body -> {
        byte[] octets = new byte[8_192];
        int read = 0;
        while (read >= 0) {
          read = body.read(octets, 0, octets.length);
        }
      };

  /**
   * Reads it from its beginning, as far as it is of use: what is behind that is not fetched.
   *
   * @throws IOException what the stream throws
   */
  void read(InputStream body) throws IOException;
}
