package dev.interlock.adapters.langchain4j;

/**
 * How many tokens a provider is expected to count for a request.
 *
 * <p>An estimate, for people and for logs. Budgets are not kept by it: the budget gate keeps to a
 * sure upper bound, the UTF-8 bytes of what is shown, because no tokeniser makes more than one
 * token of a byte.
 *
 * @param tokens what to expect
 * @param errorPercent by how much of what is reported it may be wrong, either way
 */
public record TokenEstimate(long tokens, int errorPercent) {

  /** Whether what a provider reported lies within the stated error. */
  public boolean covers(long reported) {
    return Math.abs(tokens - reported) * 100 <= reported * errorPercent;
  }
}
