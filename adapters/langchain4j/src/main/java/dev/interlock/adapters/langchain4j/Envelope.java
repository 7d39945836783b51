package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a model's words.
 *
 * @param choices how many answers there are
 * @param calls how many tool calls the first answer has
 * @param finish why the model stopped
 * @param finishSaid the provider's word for it, for people
 * @param refusal the model's own words of refusal; empty if it did not refuse
 * @param usage null if the provider did not say, or what it said cannot be
 */
record Envelope(
    int choices,
    int calls,
    Finish finish,
    String finishSaid,
    String refusal,
    @Nullable Usage usage) {

  /** Why a model stopped. */
  enum Finish {
    /** It was finished. */
    DONE,
    /** It waits for what came of its calls. */
    CALLED,
    /** It had used up its tokens. */
    CUT,
    /** A filter stopped it. */
    FILTERED,
    /** The provider gave no reason; some compatible servers never do. */
    UNSAID,
    /** The provider gave a reason that is not known here, so the answer may be half of one. */
    UNKNOWN
  }
}
