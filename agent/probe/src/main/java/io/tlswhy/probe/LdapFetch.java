package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.ldap.LdapExchange;
import io.tlswhy.probe.ldap.LdapQuery;
import io.tlswhy.probe.ldap.LdapReply;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Asks one way for what an LDAP pointer names, and judges what comes. */
final class LdapFetch {
  /** JNDI keeps an answer whole in memory, and so do we. */
  private static final long MOST_OCTETS = 32L << 20;

  private final TrialContext trial;
  private final Route route;
  private final String way;

  /**
   * An attempt over that route.
   *
   * @param way its name as a trial names ways
   */
  LdapFetch(TrialContext trial, Route route, String way) {
    this.trial = trial;
    this.route = route;
    this.way = way;
  }

  /** Asks; whether what came settles the question. */
  boolean run() {
    URI url = trial.question().url();
    Optional<Socket> socket = route.open(url);
    if (!socket.isPresent()) {
      return false;
    }
    StageLog.Running stage =
        trial.stages().begin(Stage.Kind.HTTP, route.asJvm(), route.via(), route.address());
    long most = Math.min(MOST_OCTETS, trial.crew().budget().available());
    LdapExchange exchange = new LdapExchange(LdapQuery.of(url, trial.question().kind()), most);
    stage.progress(exchange::progress);
    stage.cameTo(() -> kind(exchange));
    try {
      return judge(exchange.run(socket.get()), stage);
    } catch (IllegalArgumentException e) {
      stage.end(Stage.Result.SKIPPED, String.valueOf(e.getMessage()));
    } catch (LdapExchange.TooLargeException e) {
      stage.end(Stage.Result.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (ProtocolException e) {
      stage.end(Stage.Result.NOT_THE_RESPONDER, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      Stage.Result result = Failures.ofExchange(e, trial.deadline());
      stage.endAs(
          result == Stage.Result.TIMEOUT ? kind(exchange) : Stage.Kind.HTTP,
          result,
          stage.elapsed(),
          exchange.progress());
    }
    return false;
  }

  private boolean judge(LdapReply reply, StageLog.Running stage) {
    if (reply.value().isPresent()) {
      byte[] body = reply.value().get().toByteArray();
      stage.end(Stage.Result.OK, reply.line() + ", " + body.length + " octets");
      return new ContentStage(trial, route, way).judge(body);
    }
    if (reply.referral().isPresent()) {
      stage.end(Stage.Result.REDIRECT, reply.line() + ", not followed");
    } else {
      String nothing = reply.code() == 0 ? ", without the attribute that is wanted" : "";
      stage.end(Stage.Result.STATUS, reply.line() + nothing);
    }
    return false;
  }

  /** An answer that has begun and does not end fails in its content: the exchange itself works. */
  private static Stage.Kind kind(LdapExchange exchange) {
    return exchange.isAnswering() ? Stage.Kind.CONTENT : Stage.Kind.HTTP;
  }
}
