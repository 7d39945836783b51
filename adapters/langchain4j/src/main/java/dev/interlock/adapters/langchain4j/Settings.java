package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks what every provider's connection has. No message repeats what it refuses. */
final class Settings {
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
