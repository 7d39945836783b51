package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.ModelTerms;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes model ports for the providers it knows. Found through {@link java.util.ServiceLoader}. */
public interface ModelProvider {

  /** Whether this is the one for {@code provider}, as in {@code openai}. */
  boolean knows(String provider);

  /**
   * Returns a port. Makes no call.
   *
   * @throws dev.interlock.runtime.UserError if the settings cannot work; nothing was opened
   */
  ModelPort open(Connection connection);

  /**
   * How to reach a model.
   *
   * @param terms the model and its limits
   * @param baseUrl the address of the server, references resolved; null for the provider's own
   * @param apiKey the key, reference resolved; null if none is set. Never logged, never recorded
   * @param home the folder of the agent file, against which relative paths are read
   */
  record Connection(
      ModelTerms terms, @Nullable String baseUrl, @Nullable String apiKey, Path home) {

    @Override
    public String toString() {
      return "Connection[" + terms.use() + " at " + (baseUrl == null ? "default" : baseUrl) + "]";
    }
  }
}
