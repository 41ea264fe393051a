package io.tlswhy.probe.dns;

import io.tlswhy.evidence.Stage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/** One name server, asked directly: it says what the JVM's resolver keeps to itself. */
public final class NameServer {
  /** What is asked for. */
  public enum RecordType {
    /** IPv4 addresses. */
    A(Type.A),
    /** IPv6 addresses. */
    AAAA(Type.AAAA);

    private final int code;

    RecordType(int code) {
      this.code = code;
    }
  }

  private final InetSocketAddress address;

  /** The server at that address. */
  public NameServer(InetSocketAddress address) {
    this.address = address;
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return address;
  }

  /** Asks on the calling thread, no longer than the time-out. */
  public DnsAnswer ask(String host, RecordType type, Duration timeout) {
    try {
      Name name = Name.fromString(host.endsWith(".") ? host : host + ".");
      SimpleResolver resolver = new SimpleResolver(address);
      resolver.setIoClientFactory(new BlockingDnsTransport());
      resolver.setTimeout(timeout);
      Message query = Message.newQuery(Record.newRecord(name, type.code, DClass.IN));
      // Everything runs on this thread; the default would be the application's common pool.
      return read(resolver.sendAsync(query, Runnable::run).toCompletableFuture().join());
    } catch (TextParseException e) {
      return DnsAnswer.failed(Stage.Result.SKIPPED, "no name that DNS could hold");
    } catch (CompletionException e) {
      return failure(e.getCause());
    } catch (CancellationException e) {
      return failure(e);
    }
  }

  private static DnsAnswer read(Message answer) {
    int code = answer.getRcode();
    switch (code) {
      case Rcode.NOERROR:
        List<InetAddress> addresses = new ArrayList<>();
        for (Record entry : answer.getSection(Section.ANSWER)) {
          if (entry instanceof ARecord) {
            addresses.add(((ARecord) entry).getAddress());
          } else if (entry instanceof AAAARecord) {
            addresses.add(((AAAARecord) entry).getAddress());
          }
        }
        return addresses.isEmpty()
            ? DnsAnswer.failed(Stage.Result.NODATA, "NOERROR without an address")
            : DnsAnswer.found(addresses);
      case Rcode.NXDOMAIN:
        return DnsAnswer.failed(Stage.Result.NXDOMAIN, "NXDOMAIN");
      case Rcode.REFUSED:
        return DnsAnswer.failed(Stage.Result.REFUSED, "REFUSED");
      default:
        return DnsAnswer.failed(Stage.Result.SERVFAIL, Rcode.string(code));
    }
  }

  private static DnsAnswer failure(@Nullable Throwable error) {
    if (error instanceof InterruptedIOException) {
      return DnsAnswer.failed(Stage.Result.TIMEOUT, "no answer");
    }
    if (error instanceof PortUnreachableException) {
      return DnsAnswer.failed(Stage.Result.UNREACHABLE, "nothing listens there");
    }
    Stage.Result result =
        error instanceof IOException && !(error instanceof WireParseException)
            ? Stage.Result.UNREACHABLE
            : Stage.Result.SERVFAIL;
    return DnsAnswer.failed(result, String.valueOf(error));
  }
}
