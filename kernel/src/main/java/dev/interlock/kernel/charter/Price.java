package dev.interlock.kernel.charter;

/**
 * What a model's tokens cost, in millionths of one US dollar per million tokens.
 *
 * @param inputMicros per million tokens read that were not cached
 * @param cachedMicros per million tokens read from the provider's cache
 * @param outputMicros per million tokens written
 */
public record Price(long inputMicros, long cachedMicros, long outputMicros) {

  /** The owner said that this model costs nothing that counts. */
  public static final Price UNMETERED = new Price(0, 0, 0);

  private static final long MILLION = 1_000_000;

  public Price {
    Require.notNegative("price.input", inputMicros);
    Require.notNegative("price.cached", cachedMicros);
    Require.notNegative("price.output", outputMicros);
  }

  /** Returns the cost in millionths of one US dollar, rounded up. */
  public long micros(Usage usage) {
    var total =
        Math.addExact(
            Math.multiplyExact(usage.inputTokens() - usage.cachedTokens(), inputMicros),
            Math.addExact(
                Math.multiplyExact(usage.cachedTokens(), cachedMicros),
                Math.multiplyExact(usage.outputTokens(), outputMicros)));
    return Math.ceilDiv(total, MILLION);
  }
}
