package dev.interlock.kernel.run;

import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.value.Digest;

/** Says what exactly a permit or an approval is for. */
public final class Wanted {
  private Wanted() {}

  /**
   * Digest of tool and arguments, of all that the model is shown, of the answer's text, of the
   * effect that is to be confirmed, or of those that are to be taken back.
   */
  public static Digest digest(RunState state, Command command) {
    return switch (command) {
      case AskModel _, Summarise _ -> state.transcript().chain();
      case InvokeTool call -> call.digest();
      case AcceptAnswer(_, var text, _) -> Digest.of(text);
      case ConfirmEffect(_, var effect, var entry, _) ->
          Digest.of(effect.digest().hex() + " in entry " + entry);
      case RollBack undoing -> undoing.asCall().digest();
    };
  }
}
