package dev.interlock.cli.screen;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Course.Stop;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.Plain;
import dev.interlock.views.approval.Question;
import dev.interlock.views.run.Waiting;

/** Says what a run waits for, and which command goes on. */
public final class WaitsText {
  private static final String MARGIN = "    ";

  private final Screen screen;
  private final Invocation invocation;

  public WaitsText(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  public void show(RunState state) {
    for (var waiting : Waiting.of(state)) {
      switch (waiting) {
        case Waiting.Approval(var question) -> approval(question, asRole(state));
        case Waiting.Outcome outcome -> outcome(outcome);
        case Waiting.Timer(var command, var until) ->
            paragraph("the clock", until + ", for " + describe(command), resume(state));
        case Waiting.Parked(var by, var reason) ->
            paragraph("paused", "by " + by + ": " + reason, resume(state));
        case Waiting.Switch(var stop) -> stopped(stop);
      }
    }
  }

  private void approval(Question question, String[] as) {
    screen.line("  ", "a person's yes or no until " + question.expiresAt(), Ink.YELLOW);
    described(question.call());
    for (var hold : question.holds()) {
      screen.line(MARGIN, hold.gate() + " (" + hold.rule() + "): " + hold.reason(), Ink.PLAIN);
    }
    if (question.quorum() > 1) screen.line(MARGIN, said(question), Ink.PLAIN);
    screen.line(MARGIN + "yes  ", invocation.of("approve", joined(as, question.id())), Ink.CYAN);
    screen.line(
        MARGIN + "no   ",
        invocation.of("reject", joined(as, question.id(), "--reason", "why not")),
        Ink.CYAN);
    screen.line(MARGIN + "wait ", invocation.of("postpone", joined(as, question.id())), Ink.CYAN);
  }

  private static String said(Question question) {
    var names = question.yes().stream().map(name -> Plain.line(name, 60)).toList();
    return "%d of %d people have said yes%s"
        .formatted(
            names.size(),
            question.quorum(),
            names.isEmpty() ? "" : ": " + String.join(", ", names));
  }

  /** A rollback shows what it would undo line by line. */
  private void described(InvokeTool call) {
    if (call.tool().equals(RollBack.NAME)
        && call.argument("effects").orElse(null) instanceof Value.Arr(var effects)) {
      screen.line(MARGIN, call.id() + " " + call.tool(), Ink.PLAIN);
      for (var effect : effects) {
        if (effect instanceof Value.Obj undone) screen.line(MARGIN + "  ", undo(undone), Ink.PLAIN);
      }
      return;
    }
    screen.line(MARGIN, describe(call), Ink.PLAIN);
  }

  private static String undo(Value.Obj effect) {
    return "undo "
        + text(effect, "call")
        + " "
        + text(effect, "tool")
        + " "
        + Plain.line(effect.get("arguments").map(Value::json).orElse(""), 200)
        + " by "
        + text(effect, "compensate");
  }

  private static String text(Value.Obj of, String name) {
    return of.get(name).orElse(null) instanceof Value.Text(var text) ? Plain.line(text, 60) : "";
  }

  private void outcome(Waiting.Outcome outcome) {
    var call = outcome.call().id().toString();
    screen.line("  ", "somebody who knows what came of a call", Ink.YELLOW);
    screen.line(MARGIN, describe(outcome.call()), Ink.PLAIN);
    screen.line(MARGIN, outcome.cause(), Ink.PLAIN);
    screen.line(
        MARGIN + "it did      ",
        invocation.of("resolve", outcome.run().text(), call, "--happened", "{}"),
        Ink.CYAN);
    screen.line(
        MARGIN + "it did not  ",
        invocation.of("resolve", outcome.run().text(), call, "--did-not-happen"),
        Ink.CYAN);
  }

  private void paragraph(String what, String detail, String command) {
    screen.line("  ", what, Ink.YELLOW);
    screen.line(MARGIN, detail, Ink.PLAIN);
    screen.line(MARGIN + "go on  ", command, Ink.CYAN);
  }

  private void stopped(Stop stop) {
    var by = stop.by();
    var account = by.operatingSystemUser().isEmpty() ? "" : ", account " + by.operatingSystemUser();
    paragraph(
        "the switch on " + stop.thrown().scope(),
        stop.thrown().reason() + " (" + by.by() + account + ", " + by.at() + ")",
        invocation.of("allow", release(stop.thrown().scope())));
  }

  /** As in {@code --tool issue_refund}; no name begins with a blank. */
  private static String[] release(String scope) {
    var blank = scope.indexOf(' ');
    return blank < 0
        ? new String[] {"--" + scope}
        : new String[] {"--" + scope.substring(0, blank), scope.substring(blank + 1)};
  }

  private String resume(RunState state) {
    return invocation.of("resume", state.mandate().run().text());
  }

  /** Only who has an approving role can decide; the hint names one. */
  private static String[] asRole(RunState state) {
    var approvers = state.mandate().charter().rules().approvals().approvers();
    return approvers.isEmpty() ? new String[0] : new String[] {"--as", approvers.getFirst()};
  }

  private static String[] joined(String[] as, String... words) {
    var all = new String[words.length + as.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(as, 0, all, words.length, as.length);
    return all;
  }

  private static String describe(Command command) {
    return switch (command) {
      case InvokeTool call ->
          call.id()
              + " "
              + Plain.line(call.tool(), 60)
              + " "
              + Plain.line(call.arguments().json(), 400);
      case AskModel _ -> "the next question to the model";
      case Summarise _ -> "fewer words for old turns";
      case AcceptAnswer _ -> "the answer";
      case ConfirmEffect confirm -> "whether " + confirm.effect().tool() + " did what it should";
      case RollBack _ -> "the rollback";
    };
  }
}
