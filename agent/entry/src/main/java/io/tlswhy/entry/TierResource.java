package io.tlswhy.entry;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Opens the URLs of a tier's resources; each URL carries it, so nothing is registered anywhere. */
final class TierResource extends URLStreamHandler {
  private final TierArchive archive;

  TierResource(TierArchive archive) {
    this.archive = archive;
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    byte[] content = archive.read(url.getPath().substring(1));
    if (content == null) {
      throw new FileNotFoundException(url.toString());
    }
    return new Connection(url, content);
  }

  /** A connection to content that is at hand. */
  private static final class Connection extends URLConnection {
    private final byte[] content;

    Connection(URL url, byte[] content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(content);
    }

    @Override
    public long getContentLengthLong() {
      return content.length;
    }
  }
}
