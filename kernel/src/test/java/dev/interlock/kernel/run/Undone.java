package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static dev.interlock.kernel.run.TestCharters.undone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rollback;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.RollbackRequested;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Map;

/** Runs whose effects can be undone, for tests. */
final class Undone {
  static final Principal ADA = Principal.of("ada", "lead");
  static final RequestId REQUEST = new RequestId("r-1");
  static final Content LATE = new Content.Inline(Value.of("late"));

  private Undone() {}

  static Facts switched(Facts facts, Facts.Switch thrown) {
    var standing = new Facts.Standing(facts.standing().permissions(), 1, List.of(thrown));
    return new Facts(facts.at(), standing, List.of(), List.of(), facts.answer(), "none");
  }

  static Charter charter(Rollback rollback) {
    return charter(TestCharters.rules(rollback), Autonomy.BOUNDED);
  }

  static Charter charter(Rules rules, Autonomy autonomy) {
    return TestCharters.of(tools(), TestCharters.bounds(autonomy), rules);
  }

  static List<ToolContract> tools() {
    return List.of(
        read("look"),
        undone("pay", KEYED, new Undo.By("unpay", null)),
        undone("ship", RECONCILE, new Undo.By("unship", Map.of("of", "args.of"))),
        undone("book", KEYED, new Undo.By("unbook", null)),
        undone("mail", EffectClass.Once.ONCE, Undo.Never.NEVER),
        effect("unpay", KEYED),
        effect("unship", KEYED),
        effect("unbook", EffectClass.Once.ONCE));
  }

  static Life paid(Rollback rollback) {
    return new Life(charter(rollback)).proposes("pay").returns("paid");
  }

  static Life completed(Charter charter) {
    var life = new Life(charter).proposes("pay", "ship").returns("paid").returns("shipped");
    return life.answers("done");
  }

  static void request(Life life) {
    var event = Admission.admit(life.state(), REQUEST, new Request.Rollback(ADA), life.now());
    assertThat(event).isInstanceOf(RollbackRequested.class);
    quiet(life.record(event).judge());
  }

  @CanIgnoreReturnValue
  static Life cancelled(Life life) {
    return quiet(life.record(new RunCancelled(ADA, REQUEST)).judge());
  }

  /** A model that is being asked gives no answer any more. */
  @CanIgnoreReturnValue
  static Life quiet(Life life) {
    for (var permitted : life.state().permitted()) {
      if (!(permitted.command() instanceof Command.AskModel ask)) continue;
      life.record(new Event.ModelFailed(ask.id(), 1, ModelFault.CRASH, "died", null, null)).judge();
    }
    return life;
  }

  static String refusal(Life life) {
    return reason(Admission.admit(life.state(), REQUEST, new Request.Rollback(ADA), life.now()));
  }

  static String reason(Event event) {
    return ((RequestRefused) event).reason();
  }

  static void grant(Life life) {
    var digest = Wanted.digest(life.state(), life.state().requirePending(life.held()).command());
    life.record(new ApprovalGranted(life.held(), digest, ADA, REQUEST)).judge();
  }

  static String undoing(Life life) {
    var call = (InvokeTool) life.state().requirePending(life.permitted()).command();
    assertThat(call.undoes()).isNotNull();
    return call.tool();
  }

  static Ending ending(Life life) {
    return ((Course.Outlook.Over) life.state().course().outlook()).ending();
  }
}
