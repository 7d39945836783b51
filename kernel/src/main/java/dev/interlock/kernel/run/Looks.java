package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.InvokeTool.Purpose;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event.LookImpossible;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Pending.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is read before a command is judged: one read after the other, once everything before the
 * command has an outcome, so that the ruling rests on the world as it is now.
 */
final class Looks {
  /** A ruling rests on nothing that was read longer ago. */
  static final Duration FRESH = Duration.ofMinutes(1);

  private Looks() {}

  /** Returns what is read for the first ruling on a command, in order; later ones need nothing. */
  static List<Look> of(RunState now, Pending pending) {
    if (!(pending.stage() instanceof Stage.Wanted) || pending.past().begun()) return List.of();
    return switch (pending.command()) {
      case InvokeTool call when call.looks() == null -> of(now, call);
      case AcceptAnswer _ -> now.mandate().charter().rules().factsOrNone();
      case ConfirmEffect(_, var effect, _, _) ->
          postCondition(now, effect).map(PostCondition::facts).orElse(List.of());
      case InvokeTool _, AskModel _, Summarise _, RollBack _ -> List.of();
    };
  }

  /** What is refused anyway, as it is not offered, is refused without a look. */
  private static List<Look> of(RunState now, InvokeTool call) {
    var wanted = call.purpose() != null || Fallbacks.is(now, call);
    return now.mandate()
        .charter()
        .tool(call.tool())
        .filter(tool -> wanted || now.offered().contains(tool))
        .map(tool -> tool.groundsOrNone().facts())
        .orElse(List.of());
  }

  static Optional<PostCondition> postCondition(RunState now, InvokeTool effect) {
    return now.mandate()
        .charter()
        .tool(effect.tool())
        .map(ToolContract::groundsOrNone)
        .map(grounds -> grounds.doneWhen());
  }

  /** Returns what is to be read next for a command; empty if it can be judged. */
  static Optional<Look> next(RunState now, Pending pending, List<Look> looks, Instant at) {
    var looked = pending.looked();
    if (looks.isEmpty() || looked.missing() != null) return Optional.empty();
    var next = looks.stream().filter(look -> !looked.found().containsKey(look.name())).findFirst();
    return next.isEmpty() && looked.isStale(at, FRESH, now.history().lastEffect())
        ? Optional.of(looks.getFirst())
        : next;
  }

  static RunState prepared(RunState now, LookPrepared event) {
    var owner = now.requirePending(event.command());
    var looks = of(now, owner);
    if (looks.stream().noneMatch(look -> look.name().equals(event.name()))) {
      throw new JournalCorruptException(event.command() + " is not judged by " + event.name());
    }
    var anew = looks.getFirst().name().equals(event.name());
    var purpose = new Purpose.Looking(event.command(), event.name());
    var id = Turns.id(now, 0);
    var call =
        new InvokeTool(id, "look-" + event.name(), event.tool(), event.arguments(), null, purpose);
    return now.with(anew ? owner.with(Looked.from(now.sequence())) : owner)
        .with(Pending.wanted(call, now.course().at()));
  }

  static RunState impossible(RunState now, LookImpossible event) {
    return missing(now, event.command(), event.name(), event.reason());
  }

  /** The read is done; whoever it was for may be gone. */
  static RunState returned(RunState now, InvokeTool call, ToolReturned event) {
    var looking = requireLooking(call);
    var left = now.without(call.id());
    var assessment = event.assessment();
    if (assessment != null && !Assessment.complete(assessment)) {
      return missing(left, call, assessment.inWords());
    }
    if (!(event.result() instanceof Content.Inline(var value))) {
      return missing(left, call, "its result is too large to judge by");
    }
    var owner = left.pending().get(looking.command());
    if (owner == null) return Turns.next(left);
    return left.with(owner.with(owner.looked().with(looking.name(), value, left.course().at())));
  }

  /** The read is not made, or not any more. */
  static RunState failed(RunState now, InvokeTool call, String why) {
    return missing(now.without(call.id()), call, why);
  }

  /** What ends the run ends it for a read, too; everything else is the command's misfortune. */
  static RunState refused(RunState now, InvokeTool call, Denial denial) {
    var ends =
        denial.consequence() == Consequence.STOP || denial.consequence() == Consequence.ESCALATE;
    return ends && now.course().intended().isEmpty()
        ? Turns.next(Fallbacks.giveUp(now.without(call.id()), denial))
        : failed(now, call, "refused by " + denial.gate() + ": " + denial.reason());
  }

  private static RunState missing(RunState now, InvokeTool call, String why) {
    var looking = requireLooking(call);
    return missing(now, looking.command(), looking.name(), call.tool() + ": " + why);
  }

  private static RunState missing(RunState now, CommandId command, String name, String why) {
    var owner = now.pending().get(command);
    if (owner == null) return Turns.next(now);
    var problem = "facts." + name + " could not be established: " + why;
    return now.with(owner.with(owner.looked().without(problem, now.course().at())));
  }

  private static Purpose.Looking requireLooking(InvokeTool call) {
    var looking = call.looks();
    if (looking == null) throw new JournalCorruptException("reads for nothing: " + call.id());
    return looking;
  }
}
