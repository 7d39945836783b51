package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the model is reached, in the file's own words: references are not resolved.
 *
 * @param where the key of the model in the file, as in {@code model.fallback[0]}
 * @param baseUrl the address of the server, perhaps with references; null for the provider's own
 * @param apiKey one reference; null if the model needs no key
 */
public record ModelSettings(String where, @Nullable String baseUrl, @Nullable String apiKey) {

  /**
   * Returns the connection with references resolved. Not for keeping: it holds the key. A script
   * needs none, so that an agent can be tried with a script where the key of its model is not set.
   *
   * @param home the folder of the agent file
   * @throws UserError if a variable is not set, or the key's is empty
   */
  public Connection connection(ModelTerms terms, References references, Path home) {
    var key = terms.scripted() ? null : key(references);
    return new Connection(terms, address(references), key, home);
  }

  /** An empty variable stands for the provider's own address. */
  private @Nullable String address(References references) {
    if (baseUrl == null) return null;
    var resolved = references.resolve(baseUrl, where + ".base-url");
    return resolved.isBlank() ? null : resolved;
  }

  private @Nullable String key(References references) {
    if (apiKey == null) return null;
    var resolved = references.resolve(apiKey, where + ".api-key");
    if (resolved.isBlank()) {
      var name = References.namesIn(apiKey).getFirst();
      throw new UserError(
          "environment variable " + name + " is empty", where + ".api-key", "set it");
    }
    return resolved;
  }
}
