package io.tlswhy.evidence;

/** Which side of the connection this JVM is. */
public enum Role {
  /** This JVM opened the connection and checks a server. */
  CLIENT,
  /** This JVM accepted the connection and checks a client. */
  SERVER
}
