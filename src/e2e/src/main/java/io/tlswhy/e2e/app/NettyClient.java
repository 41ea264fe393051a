package io.tlswhy.e2e.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.TrustManagerFactory;

/** A client made with Netty, as it comes: ten seconds for a handshake, tasks on the event loop. */
public final class NettyClient {
  private NettyClient() {}

  /** Host and port are the arguments. */
  public static void main(String[] arguments) throws Exception {
    String host = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((java.security.KeyStore) null);
    SslContext context =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).trustManager(trust).build();
    EventLoopGroup loops = new NioEventLoopGroup(1);
    CountDownLatch ended = new CountDownLatch(1);
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                SslHandler handler = context.newHandler(channel.alloc(), host, port);
                channel.pipeline().addLast(handler);
                handler
                    .handshakeFuture()
                    .addListener(
                        result -> {
                          System.err.println(
                              result.isSuccess() ? "passed" : "failed " + result.cause());
                          ended.countDown();
                        });
              }
            })
        .connect(host, port);
    ended.await();
    // The agent tells on threads of its own.
    Thread.sleep(4_000);
    loops.shutdownGracefully();
    System.err.println("done");
  }
}
