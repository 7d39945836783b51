package dev.interlock.runtime.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Tells whether an exchange failed before anything could be sent. */
public final class Failures {
  private static final int CAUSES_MAX = 10;

  private Failures() {}

  /** Whether no connection came about, so that nothing was sent. */
  public static boolean beforeSending(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (var depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || cause instanceof SSLHandshakeException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** What went wrong, in a clause: the innermost message, or the kind of the failure. */
  public static String words(Throwable failure) {
    var innermost = failure;
    for (var depth = 0; innermost.getCause() != null && depth < CAUSES_MAX; depth++) {
      innermost = innermost.getCause();
    }
    var message = innermost.getMessage();
    return message == null || message.isBlank() ? innermost.getClass().getSimpleName() : message;
  }
}
