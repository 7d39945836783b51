package dev.interlock.runtime.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model providers that an agent file can name. */
enum Provider {
  OPENAI("OPENAI_API_KEY"),
  ANTHROPIC("ANTHROPIC_API_KEY"),
  GOOGLE("GEMINI_API_KEY"),
  OLLAMA(null),
  SCRIPTED(null);

  private final @Nullable String variable;

  Provider(@Nullable String variable) {
    this.variable = variable;
  }

  /** The one that {@code use} begins with, as in {@code openai/gpt-5-mini}. */
  static Optional<Provider> of(String use) {
    var name = use.substring(0, use.indexOf('/'));
    return Arrays.stream(values()).filter(provider -> provider.word().equals(name)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(Provider::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The variable that usually holds the key; empty if the provider's own address needs none. */
  Optional<String> variable() {
    return Optional.ofNullable(variable);
  }

  /** What to write for a key of this provider's. */
  String keyHint() {
    return "write \"${env:"
        + (variable == null ? "API_KEY" : variable)
        + "}\" and set the variable";
  }
}
