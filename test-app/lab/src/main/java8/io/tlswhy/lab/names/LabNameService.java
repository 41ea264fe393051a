package io.tlswhy.lab.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import sun.net.spi.nameservice.NameService;

/** Does on JDK 8 what {@code -Djdk.net.hosts.file} does on later ones. */
final class LabNameService implements NameService {
  private final String file;

  LabNameService(String file) {
    this.file = file;
  }

  @Override
  public InetAddress[] lookupAllHostAddr(String host) throws UnknownHostException {
    List<InetAddress> found = new ArrayList<>();
    for (String line : lines()) {
      String[] words = line.trim().split("\\s+");
      if (words.length == 2 && words[1].equalsIgnoreCase(host)) {
        found.add(InetAddress.getByAddress(host, address(words[0])));
      }
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found.toArray(new InetAddress[0]);
  }

  @Override
  public String getHostByAddr(byte[] address) throws UnknownHostException {
    String text = InetAddress.getByAddress(address).getHostAddress();
    for (String line : lines()) {
      String[] words = line.trim().split("\\s+");
      if (words.length == 2 && words[0].equals(text)) {
        return words[1];
      }
    }
    throw new UnknownHostException(text);
  }

  private List<String> lines() throws UnknownHostException {
    try {
      return Files.readAllLines(Paths.get(file), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UnknownHostException("hosts file " + file + ": " + e.getMessage());
    }
  }

  private static byte[] address(String dotted) {
    String[] parts = dotted.split("\\.");
    byte[] address = new byte[4];
    for (int i = 0; i < address.length; i++) {
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return address;
  }
}
