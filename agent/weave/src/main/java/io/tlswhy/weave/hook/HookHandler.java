package io.tlswhy.weave.hook;

import io.tlswhy.weave.capture.Capture;
import io.tlswhy.weave.capture.LookupCapture;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import javax.net.ssl.TlswhyHook;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of the woven code to {@link Capture} and {@link LookupCapture}.
 *
 * <p>It is apart from it since it cannot be loaded before the hook class is in the JDK.
 */
public final class HookHandler extends TlswhyHook {
  private final Capture capture;
  private final LookupCapture lookups;

  /** A handler for that capture. */
  public HookHandler(Capture capture) {
    this.capture = capture;
    this.lookups = capture.lookups();
  }

  @Override
  protected void onFatalEntered(
      Object context,
      @Nullable Object alert,
      @Nullable String diagnostic,
      boolean received,
      @Nullable Throwable cause) {
    capture.fatalEntered(context, alert, diagnostic, received, cause);
  }

  @Override
  protected void onFatalThrown(Throwable thrown, Object context) {
    capture.fatalThrown(thrown, context);
  }

  @Override
  protected void onSocketFailing(Object socket, Exception cause) {
    capture.socketFailing(socket);
  }

  @Override
  protected void onSocketThrown(Throwable thrown, Object socket) {
    capture.socketThrown(thrown, socket);
  }

  @Override
  protected void onChain(Object handshake, @Nullable Object certificates, boolean client) {
    capture.chain(handshake, certificates);
  }

  @Override
  protected void onChainThrown(Throwable thrown, Object handshake, @Nullable Object certificates) {
    capture.chainThrown(thrown, handshake, certificates);
  }

  @Override
  protected void onAccepted(Object session, X509Certificate @Nullable [] chain) {
    capture.accepted(session, chain);
  }

  @Override
  protected void onTrustThrown(
      Throwable thrown,
      Object manager,
      X509Certificate @Nullable [] chain,
      @Nullable String authType,
      @Nullable Object connection,
      boolean clientChecked) {
    capture.trustThrown(thrown, manager, chain, authType, connection, clientChecked);
  }

  @Override
  protected void onEngineClosing(Object engine) {
    capture.engineClosing(engine);
  }

  @Override
  protected void onEngineClosed() {
    capture.engineClosed();
  }

  @Override
  protected void onEngineThrown(Throwable thrown, Object engine) {
    capture.engineThrown(thrown);
  }

  @Override
  protected void onHttpFailing(@Nullable Throwable thrown, @Nullable Object engine) {
    capture.httpFailing(thrown, engine);
  }

  @Override
  protected void onDefaultThrown(Throwable thrown) {
    capture.defaultThrown(thrown);
  }

  @Override
  protected void onSettingThrown(Throwable thrown) {
    capture.settingThrown(thrown);
  }

  @Override
  protected void onHostnameThrown(Throwable thrown, Object client) {
    capture.hostnameThrown(thrown, client);
  }

  @Override
  protected void onConnecting() {
    capture.connecting();
  }

  @Override
  protected void onConnectThrown(Throwable thrown, @Nullable SocketAddress address, int timeout) {
    capture.connectThrown(thrown, address, timeout);
  }

  @Override
  protected void onLayered(Object socket, Socket under, int port) {
    capture.layered(socket, under, port);
  }

  @Override
  protected void onTunnelThrown(Throwable thrown, Object connection) {
    capture.tunnelThrown(thrown, connection);
  }

  @Override
  protected void onCheckEntered(Object checker, X509Certificate certificate) {
    lookups.checkEntered(certificate);
  }

  @Override
  protected void onCheckLeft(@Nullable Throwable thrown) {
    lookups.checkLeft(thrown == null);
  }

  @Override
  protected void onCheckProblem(Throwable problem) {
    lookups.checkProblem(problem);
  }

  @Override
  protected void onOcspEntered(URI uri) {
    lookups.ocspEntered(uri);
  }

  @Override
  protected void onOcspLeft(byte @Nullable [] answer, @Nullable Throwable thrown) {
    lookups.ocspLeft(answer, thrown);
  }

  @Override
  protected void onStoreOpening(Object parameters) {
    lookups.storeOpening(parameters);
  }

  @Override
  protected void onStoreOpened(@Nullable Throwable thrown) {
    lookups.storeOpened(thrown);
  }

  @Override
  protected void onStoreEntered(Object store, boolean crls) {
    lookups.storeEntered(store, crls);
  }

  @Override
  protected void onStoreCaught(Object store, Throwable caught) {
    lookups.storeCaught(store, caught);
  }

  @Override
  protected void onStoreLeft(Object store, @Nullable Throwable thrown) {
    lookups.storeLeft(store, thrown);
  }

  @Override
  protected void onBegun(Object handshake) {
    capture.begun(handshake);
  }

  @Override
  protected void onStaplingEntered(X509Certificate[] chain) {
    lookups.staplingEntered(chain);
  }

  @Override
  protected void onStaplingLeft() {
    lookups.staplingLeft();
  }
}
