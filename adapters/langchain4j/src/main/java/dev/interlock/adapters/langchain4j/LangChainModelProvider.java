package dev.interlock.adapters.langchain4j;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelProvider;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Opens ports to the providers that have a {@link Dialect}. Stateless. */
public final class LangChainModelProvider implements ModelProvider {
  private static final Map<String, Function<Connection, Dialect>> DIALECTS =
      Map.of(
          "anthropic", AnthropicDialect::of,
          "google", GoogleDialect::of,
          "ollama", OllamaDialect::of,
          "openai", OpenAiDialect::of);

  @Override
  public boolean knows(String provider) {
    return DIALECTS.containsKey(provider);
  }

  @Override
  public ModelPort open(Connection connection) {
    var dialect = DIALECTS.get(connection.terms().provider());
    if (dialect == null) {
      throw new UserError(
          "provider '" + connection.terms().provider() + "' is not known here",
          "model.use",
          "known: " + String.join(", ", new TreeSet<>(DIALECTS.keySet())));
    }
    return new LangChainPort(
        dialect.apply(connection), connection.terms().model(), new Scrub(connection.apiKey()));
  }
}
