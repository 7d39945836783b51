package dev.interlock.kernel.brief;

import dev.interlock.kernel.value.Digest;
import java.util.List;

/**
 * The oldest turns of a transcript, to be put in fewer words.
 *
 * @param messages everything after the goal and before the turns that stay; never empty
 */
public record Fold(List<Message> messages) {

  public Fold {
    if (messages.isEmpty()) throw new IllegalArgumentException("nothing to fold");
    messages = List.copyOf(messages);
  }

  /**
   * One message that a summary stands for.
   *
   * @param entry the entry that the message comes from
   * @param digest over its words
   */
  public record Input(long entry, Digest digest) {}

  /** Returns what a summary of this stands for, oldest first. */
  public List<Input> inputs() {
    return messages.stream()
        .map(message -> new Input(message.entry(), Digest.of(Weights.words(message))))
        .toList();
  }

  public long from() {
    return messages.getFirst() instanceof Message.FromSummary(var from, _, _)
        ? from
        : messages.getFirst().entry();
  }

  public long to() {
    return messages.getLast().entry();
  }
}
