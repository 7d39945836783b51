package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks what every provider's connection has. No message repeats what it refuses. */
final class Settings {
  /** Stands for no key where LangChain4j wants one; no header that holds it is sent. */
  static final String NO_KEY = "interlock:no-key";

  private static final String BASE_URL = "model.base-url";

  private Settings() {}

  /** Returns the address, or {@code own} if none is set. */
  static URI address(@Nullable String baseUrl, String own) {
    if (baseUrl == null || baseUrl.isBlank()) return URI.create(own);
    var address = parse(baseUrl.strip());
    var scheme = address.getScheme();
    var web = "http".equals(scheme) || "https".equals(scheme);
    if (!web || address.getHost() == null) {
      throw new UserError("not an http or https address", BASE_URL, "as in " + own);
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new UserError(
          "has a user, a query or a fragment", BASE_URL, "put the key into model.api-key");
    }
    return address;
  }

  private static URI parse(String baseUrl) {
    try {
      return new URI(baseUrl);
    } catch (URISyntaxException _) {
      throw new UserError("not an address", BASE_URL, "as in http://localhost:8000/v1");
    }
  }

  /**
   * Returns the key, or {@link #NO_KEY} if none is set and the address is not the provider's own.
   *
   * @param variable where the key is usually kept
   * @throws UserError if the provider's own address needs one
   */
  static String apiKey(Connection connection, boolean own, String variable) {
    var key = apiKey(connection.apiKey());
    if (key != null) return key;
    if (!own) return NO_KEY;
    throw new UserError(
        "no API key for " + connection.terms().use(),
        "model.api-key",
        "set api-key: \"${env:"
            + variable
            + "}\" and that variable,"
            + " or the base-url of a server that needs no key");
  }

  /** Whether {@code address} is at {@code domain} or below it. */
  static boolean isAt(URI address, String domain) {
    return ("." + address.getHost()).endsWith("." + domain);
  }

  /** Returns the key without the blanks around it that files end with; null if there is none. */
  static @Nullable String apiKey(@Nullable String apiKey) {
    if (apiKey == null || apiKey.isBlank()) return null;
    var key = apiKey.strip();
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new UserError(
          "has a character that no HTTP header may carry",
          "model.api-key",
          "a blank, a line break or a letter beyond ASCII");
    }
    return key;
  }
}
