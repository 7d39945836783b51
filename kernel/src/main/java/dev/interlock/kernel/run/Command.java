package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the kernel wants done. Imperative. A wish, not a deed: no command has passed a gate yet. */
public sealed interface Command {

  CommandId id();

  /**
   * Show the model the brief and ask what it proposes.
   *
   * @param turn 1 for the first
   * @param rank which model of the charter's chain; 0 for the first
   */
  record AskModel(CommandId id, int turn, int rank) implements Command {}

  /** Have the small model put the oldest turns in fewer words. It is shown them and no tools. */
  record Summarise(CommandId id) implements Command {}

  /**
   * Call a tool.
   *
   * @param callId the proposal's name for it, under which the model hears of the outcome
   * @param arguments as proposed, or as a person changed them; an object unless malformed
   * @param editor who changed the arguments; null if they are the model's own
   * @param undoes the effect that the call takes back; null if the model proposed it
   */
  record InvokeTool(
      CommandId id,
      String callId,
      String tool,
      Value arguments,
      @Nullable Principal editor,
      @Nullable CommandId undoes)
      implements Command {

    /** A call that takes nothing back. */
    public InvokeTool(
        CommandId id, String callId, String tool, Value arguments, @Nullable Principal editor) {
      this(id, callId, tool, arguments, editor, null);
    }

    /** Digest of tool and arguments: equal for calls that ask for the same thing. */
    public Digest digest() {
      return Value.of(Map.of("arguments", arguments, "tool", Value.of(tool))).digest();
    }

    /** Returns an argument by name, or empty if it is absent. */
    public Optional<Value> argument(String name) {
      return arguments instanceof Value.Obj object ? object.get(name) : Optional.empty();
    }
  }

  /**
   * Take a text for the final answer.
   *
   * @param text as the model wrote it, or the result of the fallback function as JSON
   * @param author who gave it; null if the model did
   */
  record AcceptAnswer(CommandId id, String text, @Nullable Author author) implements Command {

    /** An answer of the model. */
    public AcceptAnswer(CommandId id, String text) {
      this(id, text, null);
    }
  }

  /**
   * Take back what the run has done, as it is about to end without its goal.
   *
   * @param effects which calls, in the order in which they are taken back
   * @param shown the same as people are shown it: {@code {effects: [{call, tool, arguments,
   *     compensate}]}}
   */
  record RollBack(CommandId id, List<CommandId> effects, Value.Obj shown) implements Command {
    /** What stands where people are told the tool. */
    public static final String NAME = "rollback";

    public RollBack {
      effects = List.copyOf(effects);
    }

    /** The same as a call, for people: with the digest that a yes is bound to. */
    public InvokeTool asCall() {
      return new InvokeTool(id, NAME, NAME, shown, null);
    }
  }
}
