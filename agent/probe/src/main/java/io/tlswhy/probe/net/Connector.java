package io.tlswhy.probe.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens any number of TCP connections at once on one thread, which ends when there is nothing to
 * do.
 *
 * <p>Takes addresses only, never names: whoever calls has resolved and checked them.
 */
public final class Connector {
  private static final long IDLE_MILLIS = 5_000;

  private final ThreadFactory threads;
  private final List<Attempt> incoming = new ArrayList<>();
  private @Nullable Selector selector;

  /** A connector on a thread of that factory. */
  public Connector(ThreadFactory threads) {
    this.threads = threads;
  }

  /**
   * Begins to connect.
   *
   * @return the connection in blocking mode, or why there is none: a SocketTimeoutException where
   *     there was no answer in time
   */
  public CompletableFuture<SocketChannel> connect(InetSocketAddress address, Duration timeout) {
    Attempt attempt = new Attempt(address, System.nanoTime() + timeout.toNanos());
    try {
      synchronized (incoming) {
        if (selector == null) {
          Selector opened = Selector.open();
          threads.newThread(() -> run(opened)).start();
          selector = opened;
        }
        incoming.add(attempt);
        selector.wakeup();
      }
    } catch (IOException e) {
      attempt.result.completeExceptionally(e);
    }
    return attempt.result;
  }

  private void run(Selector mine) {
    try {
      while (true) {
        // The selectNow() that frees a connected channel takes a wake-up with it, whoever it was
        // for.
        int ready = hasIncoming() ? mine.selectNow() : mine.select(millisToWait(mine));
        for (Attempt attempt : takeIncoming()) {
          attempt.begin(mine);
        }
        List<SelectionKey> done = new ArrayList<>(mine.selectedKeys());
        mine.selectedKeys().clear();
        for (SelectionKey key : done) {
          ((Attempt) key.attachment()).finish(key, mine);
        }
        long now = System.nanoTime();
        for (SelectionKey key : mine.keys()) {
          ((Attempt) key.attachment()).giveUpAfter(now, key);
        }
        if (ready == 0 && mine.keys().isEmpty() && endIfIdle(mine)) {
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      endAll(mine, e);
    }
  }

  private static long millisToWait(Selector mine) {
    long wait = TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    long now = System.nanoTime();
    for (SelectionKey key : mine.keys()) {
      wait = Math.min(wait, ((Attempt) key.attachment()).deadline - now);
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait));
  }

  private boolean hasIncoming() {
    synchronized (incoming) {
      return !incoming.isEmpty();
    }
  }

  private List<Attempt> takeIncoming() {
    synchronized (incoming) {
      List<Attempt> taken = new ArrayList<>(incoming);
      incoming.clear();
      return taken;
    }
  }

  private boolean endIfIdle(Selector mine) throws IOException {
    synchronized (incoming) {
      if (!incoming.isEmpty()) {
        return false;
      }
      selector = null;
    }
    mine.close();
    return true;
  }

  private void endAll(Selector mine, Exception why) {
    List<Attempt> left;
    synchronized (incoming) {
      selector = null;
      left = takeIncoming();
    }
    for (SelectionKey key : mine.keys()) {
      left.add((Attempt) key.attachment());
    }
    for (Attempt attempt : left) {
      attempt.fail(why);
    }
    Closing.quietly(mine);
  }

  /** One connection that is being opened; used on the selector's thread only. */
  private static final class Attempt {
    private final InetSocketAddress address;
    private final long deadline;
    private final CompletableFuture<SocketChannel> result = new CompletableFuture<>();
    private @Nullable SocketChannel channel;

    Attempt(InetSocketAddress address, long deadline) {
      this.address = address;
      this.deadline = deadline;
    }

    void begin(Selector selector) {
      try {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        if (opened.connect(address)) {
          succeed(opened);
        } else {
          opened.register(selector, SelectionKey.OP_CONNECT, this);
        }
      } catch (IOException e) {
        fail(e);
      } catch (RuntimeException e) {
        // An address family that this machine lacks is told by an unchecked exception.
        SocketException wrapped = new SocketException(e.toString());
        wrapped.initCause(e);
        fail(wrapped);
      }
    }

    void finish(SelectionKey key, Selector selector) throws IOException {
      SocketChannel opened = (SocketChannel) key.channel();
      try {
        if (!opened.finishConnect()) {
          return;
        }
        key.cancel();
        selector.selectNow();
        succeed(opened);
      } catch (IOException e) {
        fail(e);
      }
    }

    void giveUpAfter(long now, SelectionKey key) {
      if (key.isValid() && deadline - now <= 0) {
        fail(new SocketTimeoutException("No answer to the connection request"));
      }
    }

    private void succeed(SocketChannel opened) throws IOException {
      opened.configureBlocking(true);
      if (!result.complete(opened)) {
        opened.close();
      }
    }

    private void fail(Exception why) {
      if (channel != null) {
        Closing.quietly(channel);
      }
      result.completeExceptionally(why);
    }
  }
}
