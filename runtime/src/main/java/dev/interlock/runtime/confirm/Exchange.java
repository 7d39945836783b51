package dev.interlock.runtime.confirm;

import dev.interlock.runtime.confirm.Turn.Speaker;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user's latest turn, and the assistant's before it.
 *
 * @param proposal empty if the assistant had said nothing
 * @param answer the user's
 */
record Exchange(String proposal, String answer) {
  private static final Pattern ASKS =
      Pattern.compile(
          "(?i)\\?|\\b(?:please (?:confirm|let me know|provide|choose|select|specify|tell)|let me"
              + " know (?:if|which|how|what|whether)|confirm|would you like|shall i|do you"
              + " want)\\b");

  /** What a farewell asks is no proposal. */
  private static final Pattern FAREWELL =
      Pattern.compile(
          "(?i)(?:if you (?:have|need)|let me know if you (?:have|need)|is there)"
              + "(?=[^.!?\\n]*\\b(?:else|further|more|other|any)\\b)[^.!?\\n]*[.!?]?"
              + "|feel free to [^.!?\\n]*[.!?]?");

  /** Returns the latest; empty if the user has said nothing. */
  static Optional<Exchange> last(List<Turn> turns) {
    var answer = -1;
    for (var i = 0; i < turns.size(); i++) {
      if (turns.get(i).speaker() == Speaker.USER) answer = i;
    }
    if (answer < 0) return Optional.empty();
    var said = turns.get(answer).text();
    for (var turn : turns.subList(0, answer).reversed()) {
      if (turn.speaker() == Speaker.ASSISTANT) {
        return Optional.of(new Exchange(Proposal.taken(turn.text(), said), said));
      }
    }
    return Optional.of(new Exchange("", said));
  }

  /** Whether the assistant's turn asks the user for anything. */
  boolean asks() {
    return ASKS.matcher(FAREWELL.matcher(proposal).replaceAll(" ")).find();
  }
}
