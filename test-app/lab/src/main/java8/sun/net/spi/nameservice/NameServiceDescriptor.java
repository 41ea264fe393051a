package sun.net.spi.nameservice;

/** The interface of JDK 8 to compile against; it is not shipped. */
public interface NameServiceDescriptor {
  NameService createNameService() throws Exception;

  String getProviderName();

  String getType();
}
