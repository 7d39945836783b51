package dev.interlock.runtime.http;

import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * The one place that a tool's requests may go to: scheme, host and port.
 *
 * @param scheme http or https
 * @param host in lower case
 * @param port 1 to 65535
 */
public record Origin(String scheme, String host, int port) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * Returns where an address leads.
   *
   * @throws UserError if it is no http or https URL with a host, or holds a user
   */
  public static Origin of(String url, String where) {
    var uri = uri(url, where);
    var scheme = lower(uri.getScheme() == null ? "" : uri.getScheme());
    var host = uri.getHost();
    if (!SCHEMES.contains(scheme) || host == null || uri.getUserInfo() != null) {
      throw notOne(where);
    }
    return new Origin(scheme, lower(host), port(uri, scheme));
  }

  /** Whether a request to the address stays here. */
  public boolean admits(URI uri) {
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && lower(String.valueOf(uri.getScheme())).equals(scheme)
        && lower(uri.getHost()).equals(host)
        && port(uri, scheme) == port;
  }

  /**
   * Refuses a name that has come to stand for this machine or its link: {@code localhost} and
   * addresses that are written out are what the owner meant, a public name that leads there is not.
   *
   * @throws ConnectException if it leads there; nothing was sent
   * @throws IOException if the name cannot be resolved; nothing was sent
   */
  public void refuseRebound() throws IOException {
    if (!isWrittenOut()) refuse(InetAddress.getAllByName(host));
  }

  void refuse(InetAddress... found) throws ConnectException {
    for (var address : found) {
      if (address.isLoopbackAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()) {
        throw new ConnectException(
            host + " leads to " + address.getHostAddress() + ", an address of this machine");
      }
    }
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }

  private boolean isWrittenOut() {
    return host.equals("localhost") || host.startsWith("[") || host.matches("[0-9.]+");
  }

  private static URI uri(String url, String where) {
    try {
      return new URI(url);
    } catch (URISyntaxException bad) {
      throw notOne(where);
    }
  }

  /** Does not show the address: a reference in it may stand for a secret. */
  private static UserError notOne(String where) {
    return new UserError("is no http or https URL", where, "as in https://shop.example/v1");
  }

  private static int port(URI uri, String scheme) {
    if (uri.getPort() > 0) return uri.getPort();
    return scheme.equals("https") ? 443 : 80;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
