package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * What a run turned to when its agent could not go on: the model is asked no more, the fallback
 * function is, once.
 *
 * @param impasse why the agent could not go on
 * @param leaf the failure that led here
 * @param reason the same, for people and for the function
 * @param call of the function; null before it is wanted
 * @param problem why the function gave no answer that counts; empty as long as that is not known
 */
public record Recourse(
    Impasse impasse, Leaf leaf, String reason, @Nullable CommandId call, String problem) {

  Recourse(Impasse impasse, Leaf leaf, String reason) {
    this(impasse, leaf, reason, null, "");
  }

  /** Whether this command is the call of the function. */
  public boolean is(Command command) {
    return command.id().equals(call);
  }

  Recourse calling(CommandId id) {
    return new Recourse(impasse, leaf, reason, id, problem);
  }

  Recourse because(String why) {
    return new Recourse(impasse, leaf, reason, call, why);
  }
}
