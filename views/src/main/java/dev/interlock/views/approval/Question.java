package dev.interlock.views.approval;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One question that waits for a person.
 *
 * @param run in which it came up
 * @param call what is asked about, with its arguments; for a rollback {@code rollback}, with all
 *     effects that it would undo, as {@code {effects: [{call, tool, arguments, compensate}]}}
 * @param holds why it is asked
 * @param digest of tool and arguments; an answer is bound to it
 * @param expiresAt until when an answer counts
 * @param quorum how many people must say yes
 * @param yes the names of those who have said yes to all that is asked
 */
public record Question(
    RunId run,
    InvokeTool call,
    List<Hold> holds,
    Digest digest,
    Instant expiresAt,
    int quorum,
    List<String> yes) {
  public Question {
    holds = List.copyOf(holds);
    yes = List.copyOf(yes);
  }

  /** What {@code approve} takes, as in {@code <run>:1.12.0}. */
  public String id() {
    return run + ":" + call.id();
  }

  /** Why it is asked, on one line. */
  public String reasons() {
    return holds.stream().map(Hold::reason).collect(Collectors.joining("; "));
  }

  /** Why it is asked, as JSON: {@code [{gate, rule, reason, saw}]}. */
  public Value.Arr holdsJson() {
    return Value.of(holds.stream().map(Question::json).toList());
  }

  private static Value.Obj json(Hold hold) {
    return Value.of(
        Map.of(
            "gate", Value.of(hold.gate()),
            "rule", Value.of(hold.rule()),
            "reason", Value.of(hold.reason()),
            "saw", hold.saw()));
  }
}
