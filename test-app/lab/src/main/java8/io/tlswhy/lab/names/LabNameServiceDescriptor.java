package io.tlswhy.lab.names;

import sun.net.spi.nameservice.NameService;
import sun.net.spi.nameservice.NameServiceDescriptor;

/** Offers JDK 8 the name service {@code dns,lab}. */
public final class LabNameServiceDescriptor implements NameServiceDescriptor {
  @Override
  public NameService createNameService() {
    return new LabNameService(System.getProperty("jdk.net.hosts.file"));
  }

  @Override
  public String getProviderName() {
    return "lab";
  }

  @Override
  public String getType() {
    return "dns";
  }
}
