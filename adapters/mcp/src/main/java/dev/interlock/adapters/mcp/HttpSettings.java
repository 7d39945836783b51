package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import dev.interlock.runtime.http.Origin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to reach one server over HTTP.
 *
 * @param uri the one address that everything is sent to
 * @param origin where it is; nothing is sent elsewhere
 * @param headers go with every request, references resolved; hold secrets
 */
record HttpSettings(ServerLabel label, URI uri, Origin origin, Map<String, String> headers) {
  HttpSettings {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads {@code url} and {@code headers}.
   *
   * @throws UserError if one of them cannot be used
   */
  static Wire.Dialer dialer(Settings settings, String name, Surroundings surroundings) {
    var where = settings.where() + ".url";
    if (!(settings.members().get("url").orElse(Value.Null.NULL) instanceof Value.Text(var given))) {
      throw new UserError("is not text", where, "as in url: https://shop.example/mcp");
    }
    if (settings.members().get("command").isPresent()) {
      throw new UserError("stands beside command", where, "remove one of them");
    }
    var url = surroundings.references().apply(given);
    var origin = Origin.of(url, where);
    var headers = McpToolSourceFactory.texts(settings, "headers", "as in headers: { X-Tenant: a }");
    var hidden = new ArrayList<>(headers.values());
    hidden.add(given);
    var secrets = McpToolSourceFactory.secrets(hidden, surroundings);
    var label = new ServerLabel(settings.where(), name, given, secrets);
    var resolved = new TreeMap<>(McpToolSourceFactory.resolved(headers, surroundings));
    resolved.forEach((header, value) -> refuseUnsendable(header, value, settings.where()));
    return new HttpDialer(new HttpSettings(label, URI.create(url), origin, resolved));
  }

  /** Shows no value: it may be a secret. */
  private static void refuseUnsendable(String name, String value, String where) {
    try {
      var _ = HttpRequest.newBuilder(URI.create("http://localhost")).header(name, value);
    } catch (IllegalArgumentException _) {
      throw new UserError(
          "cannot be sent", where + ".headers." + name, "look at the name and the variable");
    }
  }

  @Override
  public String toString() {
    return "HttpSettings[" + label + ", headers " + headers.keySet() + "]";
  }

  /** Begins sessions. Sends nothing by itself. */
  private record HttpDialer(HttpSettings settings) implements Wire.Dialer {
    @Override
    public ServerLabel label() {
      return settings.label();
    }

    @Override
    public Wire dial() {
      return new HttpTransport(settings);
    }
  }
}
