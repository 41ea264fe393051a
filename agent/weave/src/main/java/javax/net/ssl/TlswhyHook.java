package javax.net.ssl;

import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collection;

/**
 * The only class of the agent that woven JDK code calls: it hands each event to the handler.
 *
 * <p>It is defined straight into the boot loader's {@code javax.net.ssl}, so that java.base can
 * link to it with no boot class path changed (a changed one prints a warning and discards the
 * shared archive). It must name nothing but JDK types that other modules may see, hold nothing but
 * its one field, and do nothing itself: it is resolved inside JSSE, where a failing link would be
 * the application's failure.
 */
public abstract class TlswhyHook {
  /** Set once by reflection when the agent is ready; until then every event is dropped. */
  static volatile TlswhyHook handler;

  /** For the one handler. */
  protected TlswhyHook() {}

  public static void fatalEntered(
      Object context, Object alert, String diagnostic, boolean received, Throwable cause) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onFatalEntered(context, alert, diagnostic, received, cause);
    }
  }

  public static void fatalThrown(Throwable thrown, Object context) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onFatalThrown(thrown, context);
    }
  }

  public static void socketFailing(Object socket, Exception cause) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onSocketFailing(socket, cause);
    }
  }

  public static void socketThrown(Throwable thrown, Object socket) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onSocketThrown(thrown, socket);
    }
  }

  public static void serverChain(Object handshake, Object certificates) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onChain(handshake, certificates, true);
    }
  }

  public static void clientChain(Object handshake, Object certificates) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onChain(handshake, certificates, false);
    }
  }

  public static void chainThrown(Throwable thrown, Object handshake, Object certificates) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onChainThrown(thrown, handshake, certificates);
    }
  }

  public static void accepted(Object session, X509Certificate[] chain) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onAccepted(session, chain);
    }
  }

  public static void trustThrown(
      Throwable thrown,
      Object manager,
      X509Certificate[] chain,
      String authType,
      Object connection,
      boolean clientChecked) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onTrustThrown(thrown, manager, chain, authType, connection, clientChecked);
    }
  }

  public static void engineClosing(Object engine) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onEngineClosing(engine);
    }
  }

  public static void engineClosed() {
    TlswhyHook to = handler;
    if (to != null) {
      to.onEngineClosed();
    }
  }

  public static void engineThrown(Throwable thrown, Object engine) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onEngineThrown(thrown, engine);
    }
  }

  public static void httpFailing(Throwable thrown, Object engine) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onHttpFailing(thrown, engine);
    }
  }

  public static void defaultThrown(Throwable thrown) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onDefaultThrown(thrown);
    }
  }

  public static void settingThrown(Throwable thrown) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onSettingThrown(thrown);
    }
  }

  public static void hostnameThrown(Throwable thrown, Object client) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onHostnameThrown(thrown, client);
    }
  }

  public static void connecting() {
    TlswhyHook to = handler;
    if (to != null) {
      to.onConnecting();
    }
  }

  public static void connectThrown(
      Throwable thrown, Object socket, SocketAddress address, int timeout) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onConnectThrown(thrown, address, timeout);
    }
  }

  public static void layered(Object socket, Object context, Socket under, String host, int port) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onLayered(socket, under, port);
    }
  }

  public static void tunnelThrown(Throwable thrown, Object connection) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onTunnelThrown(thrown, connection);
    }
  }

  public static void checkEntered(Object checker, X509Certificate certificate) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onCheckEntered(checker, certificate);
    }
  }

  public static void checkReturned() {
    TlswhyHook to = handler;
    if (to != null) {
      to.onCheckLeft(null);
    }
  }

  public static void checkThrown(Throwable thrown) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onCheckLeft(thrown);
    }
  }

  public static void checkProblem(Object checker, Throwable problem) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onCheckProblem(problem);
    }
  }

  public static void ocspEntered(Object ids, URI uri) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onOcspEntered(uri);
    }
  }

  public static void ocspReturned(byte[] answer) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onOcspLeft(answer, null);
    }
  }

  public static void ocspThrown(Throwable thrown) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onOcspLeft(null, thrown);
    }
  }

  public static void storeOpening(Object parameters) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreOpening(parameters);
    }
  }

  public static void storeOpened() {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreOpened(null);
    }
  }

  public static void storeOpenThrown(Throwable thrown) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreOpened(thrown);
    }
  }

  public static void crlsEntered(Object store) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreEntered(store, true);
    }
  }

  public static void certificatesEntered(Object store) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreEntered(store, false);
    }
  }

  public static void storeReturned(Collection<?> result, Object store) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreLeft(store, null);
    }
  }

  public static void storeCaught(Throwable caught, Object store) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreCaught(store, caught);
    }
  }

  public static void storeThrown(Throwable thrown, Object store) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStoreLeft(store, thrown);
    }
  }

  public static void begun(Object handshake) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onBegun(handshake);
    }
  }

  public static void staplingEntered(
      Object manager, Object type, Object request, X509Certificate[] chain) {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStaplingEntered(chain);
    }
  }

  public static void staplingLeft() {
    TlswhyHook to = handler;
    if (to != null) {
      to.onStaplingLeft();
    }
  }

  protected abstract void onFatalEntered(
      Object context, Object alert, String diagnostic, boolean received, Throwable cause);

  protected abstract void onFatalThrown(Throwable thrown, Object context);

  protected abstract void onSocketFailing(Object socket, Exception cause);

  protected abstract void onSocketThrown(Throwable thrown, Object socket);

  protected abstract void onChain(Object handshake, Object certificates, boolean client);

  protected abstract void onChainThrown(Throwable thrown, Object handshake, Object certificates);

  protected abstract void onAccepted(Object session, X509Certificate[] chain);

  protected abstract void onTrustThrown(
      Throwable thrown,
      Object manager,
      X509Certificate[] chain,
      String authType,
      Object connection,
      boolean clientChecked);

  protected abstract void onEngineClosing(Object engine);

  protected abstract void onEngineClosed();

  protected abstract void onEngineThrown(Throwable thrown, Object engine);

  protected abstract void onHttpFailing(Throwable thrown, Object engine);

  protected abstract void onDefaultThrown(Throwable thrown);

  protected abstract void onSettingThrown(Throwable thrown);

  protected abstract void onHostnameThrown(Throwable thrown, Object client);

  protected abstract void onConnecting();

  protected abstract void onConnectThrown(Throwable thrown, SocketAddress address, int timeout);

  protected abstract void onLayered(Object socket, Socket under, int port);

  protected abstract void onTunnelThrown(Throwable thrown, Object connection);

  protected abstract void onCheckEntered(Object checker, X509Certificate certificate);

  protected abstract void onCheckLeft(Throwable thrown);

  protected abstract void onCheckProblem(Throwable problem);

  protected abstract void onOcspEntered(URI uri);

  protected abstract void onOcspLeft(byte[] answer, Throwable thrown);

  protected abstract void onStoreOpening(Object parameters);

  protected abstract void onStoreOpened(Throwable thrown);

  protected abstract void onStoreEntered(Object store, boolean crls);

  protected abstract void onStoreCaught(Object store, Throwable caught);

  protected abstract void onStoreLeft(Object store, Throwable thrown);

  protected abstract void onBegun(Object handshake);

  protected abstract void onStaplingEntered(X509Certificate[] chain);

  protected abstract void onStaplingLeft();
}
