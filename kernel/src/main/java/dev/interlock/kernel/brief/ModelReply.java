package dev.interlock.kernel.brief;

import java.util.List;

/**
 * What a model said: calls that it proposes, or text. Text beside calls is commentary; text alone
 * is a final answer.
 *
 * @param text may be empty if there are proposals
 * @param proposals in the order in which the model wrote them
 */
public record ModelReply(String text, List<Proposal> proposals) {
  public ModelReply {
    proposals = List.copyOf(proposals);
    if (text.isBlank() && proposals.isEmpty()) throw new IllegalArgumentException("empty reply");
  }
}
