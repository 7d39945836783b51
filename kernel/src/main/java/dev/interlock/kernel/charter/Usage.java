package dev.interlock.kernel.charter;

/**
 * Tokens of one model call.
 *
 * @param inputTokens all tokens read, cached ones among them
 * @param cachedTokens those read from the provider's cache; at most {@code inputTokens}
 * @param outputTokens all tokens written, hidden reasoning among them
 */
public record Usage(long inputTokens, long cachedTokens, long outputTokens) {

  public static final Usage NOTHING = new Usage(0, 0, 0);

  public Usage {
    Require.notNegative("inputTokens", inputTokens);
    Require.notNegative("cachedTokens", cachedTokens);
    Require.notNegative("outputTokens", outputTokens);
    if (cachedTokens > inputTokens) {
      throw new IllegalArgumentException(
          "cached tokens " + cachedTokens + " > input tokens " + inputTokens);
    }
  }

  public long totalTokens() {
    return Math.addExact(inputTokens, outputTokens);
  }
}
