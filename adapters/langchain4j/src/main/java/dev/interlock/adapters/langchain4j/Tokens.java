package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads numbers of tokens. */
final class Tokens {
  private Tokens() {}

  /** Returns -1 for what is no number of tokens. */
  static long of(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(node.asLong(), -1) : -1;
  }

  /** Returns 0 for what is no number of tokens. */
  static long orNone(JsonNode node) {
    return Math.max(of(node), 0);
  }

  /**
   * Puts a usage together. No input at all cannot be: such a server does not count.
   *
   * @param input all tokens read, cached ones among them; -1 if not said
   * @param output all tokens written; -1 if not said
   */
  static @Nullable Usage usage(long input, long cached, long output) {
    if (input <= 0 || output < 0) return null;
    return new Usage(input, Math.clamp(cached, 0, input), output);
  }
}
