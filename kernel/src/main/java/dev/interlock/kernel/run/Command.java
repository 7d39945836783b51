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
   * @param purpose what the runtime makes the call for; null if the model proposed it
   */
  record InvokeTool(
      CommandId id,
      String callId,
      String tool,
      Value arguments,
      @Nullable Principal editor,
      @Nullable Purpose purpose)
      implements Command {

    /** What the runtime makes a call for. */
    public sealed interface Purpose {

      /** To take an effect back. */
      record Undoing(CommandId effect) implements Purpose {}

      /**
       * To read what the ruling on a command rests on.
       *
       * @param command which
       * @param name under which the ruling knows the result
       */
      record Looking(CommandId command, String name) implements Purpose {}
    }

    /** A call that the model proposed. */
    public InvokeTool(
        CommandId id, String callId, String tool, Value arguments, @Nullable Principal editor) {
      this(id, callId, tool, arguments, editor, null);
    }

    /** The effect that the call takes back; null if it takes none back. */
    public @Nullable CommandId undoes() {
      return purpose instanceof Purpose.Undoing(var effect) ? effect : null;
    }

    /** What the call reads, and for which command; null if it does so for none. */
    public Purpose.@Nullable Looking looks() {
      return purpose instanceof Purpose.Looking looking ? looking : null;
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
   * Take an effect for what it should be: its post-condition holds.
   *
   * @param effect the call, which is done
   * @param entry where its result stands
   * @param result what the model is told when it is confirmed; null if it has been told already
   */
  record ConfirmEffect(CommandId id, InvokeTool effect, long entry, @Nullable Content result)
      implements Command {}

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
