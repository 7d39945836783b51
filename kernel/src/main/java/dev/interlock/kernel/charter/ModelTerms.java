package dev.interlock.kernel.charter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The model that proposes, and what one call to it may cost.
 *
 * @param use provider and model, as in {@code openai/gpt-5-mini}
 * @param price what tokens cost
 * @param outputTokensMax the most tokens one answer may have
 * @param timeout how long one attempt may take
 * @param attemptsMax how often one call is tried before it counts as failed
 * @param pinned whether an answer under another name is not used; null for no
 */
public record ModelTerms(
    String use,
    Price price,
    int outputTokensMax,
    Duration timeout,
    int attemptsMax,
    @Nullable Boolean pinned) {

  private static final String VERSION =
      "|:latest|[-@:]v?[0-9][-0-9.]*|-(latest|preview|exp)([-.0-9]*)";

  public ModelTerms {
    if (!use.matches("[a-z0-9-]+/.+")) {
      throw new IllegalArgumentException("model must be provider/model, is '" + use + "'");
    }
    Require.positive("output-tokens-max", outputTokensMax);
    Require.positive("timeout", timeout);
    Require.positive("attempts", attemptsMax);
  }

  /** A model that may answer under any name. */
  public ModelTerms(
      String use, Price price, int outputTokensMax, Duration timeout, int attemptsMax) {
    this(use, price, outputTokensMax, timeout, attemptsMax, null);
  }

  /** Whether an answer under this name may be used. */
  public boolean takes(String answered) {
    return pinned == null || !pinned || sameModel(model(), answered);
  }

  /** The part before the slash. */
  public String provider() {
    return use.substring(0, use.indexOf('/'));
  }

  /** The part after the first slash. */
  public String model() {
    return use.substring(use.indexOf('/') + 1);
  }

  /**
   * Whether the name under which a model answered is that under which it was asked. Providers add a
   * date, a version or a tag to it, or a path before it.
   */
  public static boolean sameModel(String asked, String answered) {
    if (asked.equals(answered)) return true;
    var name = answered.substring(answered.lastIndexOf('/') + 1);
    var wanted = asked.substring(asked.lastIndexOf('/') + 1);
    return name.regionMatches(true, 0, wanted, 0, wanted.length())
        && name.substring(wanted.length()).matches(VERSION);
  }

  /** Whether the answers come from a script; every output of such a run says so. */
  public boolean scripted() {
    return provider().equals("scripted");
  }
}
