package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.failure.ModelFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Tells the ways apart in which a connection can fail. */
final class Breakage {
  private Breakage() {}

  static Heard.Lost of(@Nullable Throwable cause) {
    return switch (cause) {
      case ConnectException e -> notSent(isUnresolved(e) ? "host not found" : "not reachable", e);
      case SSLHandshakeException e -> notSent("no secure connection", e);
      case ProtocolException e ->
          new Heard.Lost(ModelFault.MALFORMED, "not an HTTP answer" + why(e), true);
      case IOException e -> new Heard.Lost(ModelFault.NETWORK, "connection lost" + why(e), true);
      case null, default -> throw new IllegalStateException("the HTTP client broke", cause);
    };
  }

  private static Heard.Lost notSent(String what, IOException e) {
    return new Heard.Lost(ModelFault.NETWORK, what + why(e) + "; nothing was sent", false);
  }

  private static boolean isUnresolved(ConnectException e) {
    return e.getCause() instanceof ConnectException inner
        ? isUnresolved(inner)
        : e.getCause() instanceof UnresolvedAddressException;
  }

  private static String why(IOException e) {
    return e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
  }
}
