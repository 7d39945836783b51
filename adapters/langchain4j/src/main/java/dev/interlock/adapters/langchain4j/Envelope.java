package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.charter.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer, read from its body: LangChain4j drops what it does not know, and turns the
 * numbers of arguments into doubles.
 *
 * @param choices how many answers there are; what follows is the first
 * @param model the name under which the model answered; empty if the provider did not say
 * @param usage null if the provider did not say, or what it said cannot be
 */
record Envelope(int choices, Said said, Stop stop, String model, @Nullable Usage usage) {

  /**
   * What the model said.
   *
   * @param text empty for none; hidden reasoning is not among it
   * @param calls in the order in which they were written; an id may be null
   */
  record Said(String text, List<ToolExecutionRequest> calls) {}

  /**
   * Why it said no more.
   *
   * @param word the provider's word for it, for people
   * @param refusal the model's own words of refusal; empty if it did not refuse
   */
  record Stop(Finish finish, String word, String refusal) {
    Stop(Finish finish, String word) {
      this(finish, word, "");
    }
  }

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
