package sun.net.spi.nameservice;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The interface of JDK 8 to compile against; it is not shipped. */
public interface NameService {
  InetAddress[] lookupAllHostAddr(String host) throws UnknownHostException;

  String getHostByAddr(byte[] address) throws UnknownHostException;
}
