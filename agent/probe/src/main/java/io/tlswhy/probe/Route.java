package io.tlswhy.probe;

import io.tlswhy.probe.http.HttpExchange;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** A way to an endpoint: direct to one address, or through a proxy. */
interface Route {
  /** {@code direct}, or the proxy's host and port. */
  String via();

  /** Whether it is the way that this JVM takes. */
  boolean asJvm();

  /** The address that its last connection leads to. */
  String address();

  /** How a request for the URL must name it on this way. */
  HttpExchange.Form form(URI url);

  /** Opens a connection over which the URL can be asked for; empty if a stage says why not. */
  Optional<Socket> open(URI url);
}
