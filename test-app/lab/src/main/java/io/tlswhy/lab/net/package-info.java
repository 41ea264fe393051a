/** The network of the lab: names, endpoints, proxies and peers on loopback, all real sockets. */
@NullMarked
package io.tlswhy.lab.net;

import org.jspecify.annotations.NullMarked;
