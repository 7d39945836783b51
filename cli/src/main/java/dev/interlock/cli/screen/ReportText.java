package dev.interlock.cli.screen;

import dev.interlock.kernel.run.Author;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.Amounts;
import dev.interlock.views.Plain;
import dev.interlock.views.run.RunView;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a run stands, at its end or at a wait: the answer, what proves it, what it cost, where to
 * look.
 */
public final class ReportText {
  private static final int SHOWN_MAX = 12;

  private final Screen screen;
  private final Invocation invocation;

  public ReportText(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  public void show(RunView view) {
    var mandate = view.state().mandate();
    screen.line("");
    screen.line(
        view.status()
            + "  run "
            + mandate.run()
            + "  "
            + Plain.line(mandate.charter().agent().name(), 60)
            + (view.scripted() ? "  (scripted)" : ""),
        view.status() == Status.COMPLETED ? Ink.GREEN : Ink.BOLD);
    view.output().ifPresent(output -> answer(output, view));
    view.reason().ifPresent(reason -> block("Because", List.of(reason)));
    block("Evidence", view.evidence().stream().limit(SHOWN_MAX).map(ReportText::claim).toList());
    waits(view);
    block("Cost", List.of(cost(view)));
    contained(view);
    next(view);
  }

  private void answer(Value output, RunView view) {
    var byModel = view.scripted() ? "Answer (scripted)" : "Answer";
    screen.line(view.author().map(ReportText::title).orElse(byModel), Ink.BOLD);
    screen.line(
        "  ", output instanceof Value.Text(var text) ? text : PrettyJson.of(output), Ink.PLAIN);
  }

  private static String title(Author author) {
    return switch (author) {
      case Author.Function(var tool, _) ->
          "Answer of the function " + Plain.line(tool, 60) + ", not of the model";
      case Author.Person(var by, _, _) ->
          "Answer of " + Plain.line(by.name(), 60) + ", in manual review";
    };
  }

  private void block(String title, List<String> lines) {
    if (lines.isEmpty()) return;
    screen.line(title, Ink.BOLD);
    lines.forEach(line -> screen.line("  ", line, Ink.PLAIN));
  }

  private void waits(RunView view) {
    if (view.waiting().isEmpty()) return;
    screen.line("Waits for", Ink.BOLD);
    new WaitsText(screen, invocation).show(view.state());
  }

  private void contained(RunView view) {
    var failures = view.failures().list();
    if (failures.isEmpty()) return;
    screen.line("Failures contained", Ink.BOLD);
    var table = new Table(24, "LEAF", "ENTRY", "WHAT");
    failures.stream()
        .limit(SHOWN_MAX)
        .forEach(one -> table.row(one.leaf().id(), Long.toString(one.entry()), one.detail()));
    table.print(screen, "  ");
    if (failures.size() > SHOWN_MAX)
      screen.line("  and " + (failures.size() - SHOWN_MAX) + " more");
  }

  private void next(RunView view) {
    var run = view.state().mandate().run().text();
    screen.line("Look next", Ink.BOLD);
    screen.line("  ", invocation.of("show", run), Ink.CYAN);
    if (view.status() == Status.RUNNING) screen.line("  ", invocation.of("resume", run), Ink.CYAN);
    if (view.status() == Status.ESCALATED) {
      screen.line("  ", invocation.of("show", run, "--dossier"), Ink.CYAN);
    }
    if (view.status().ended()) screen.line("  ", invocation.of("verify", run), Ink.CYAN);
  }

  private static String cost(RunView view) {
    var cost = view.cost();
    return Amounts.usd(cost.usdMicros())
        + (cost.worstCaseUsdMicros() == 0
            ? ""
            : " (of which "
                + Amounts.usd(cost.worstCaseUsdMicros())
                + " as set aside, usage not said)")
        + (cost.unsettledUsdMicros() == 0
            ? ""
            : " (and " + Amounts.usd(cost.unsettledUsdMicros()) + " set aside)")
        + ", "
        + Amounts.count(cost.modelCalls(), "model call")
        + ", "
        + Amounts.count(cost.tokensIn())
        + " tokens in, "
        + Amounts.count(cost.tokensOut())
        + " out, "
        + Amounts.count(cost.toolCalls(), "tool call")
        + ", "
        + Amounts.time(view.duration());
  }

  private static String claim(Value claim) {
    if (!(claim instanceof Value.Obj object)) return Plain.line(claim.json(), 400);
    var figures = object.get("figures").orElse(Value.Null.NULL);
    var shown =
        figures instanceof Value.Arr(var items)
            ? items.stream()
                .limit(SHOWN_MAX)
                .map(ReportText::figure)
                .collect(Collectors.joining("; "))
            : "";
    return Plain.line(word(object, "claim"), 300) + (shown.isEmpty() ? "" : "  [" + shown + "]");
  }

  private static String figure(Value figure) {
    if (!(figure instanceof Value.Obj object)) return Plain.line(figure.json(), 120);
    var value = word(object, "value") + " " + word(object, "unit");
    var source =
        object.get("expr").isPresent()
            ? "= " + word(object, "expr") + " over " + inputs(object)
            : "entry " + word(object, "entry") + " " + word(object, "path");
    return Plain.line(value.strip() + " " + source, 160);
  }

  private static String inputs(Value.Obj figure) {
    return figure.get("inputs").orElse(Value.Null.NULL) instanceof Value.Arr(var items)
        ? items.stream()
            .filter(Value.Obj.class::isInstance)
            .map(Value.Obj.class::cast)
            .map(input -> "entry " + word(input, "entry"))
            .distinct()
            .collect(Collectors.joining(", "))
        : "nothing";
  }

  private static String word(Value.Obj object, String member) {
    return switch (object.get(member).orElse(Value.Null.NULL)) {
      case Value.Null _ -> "";
      case Value.Text(var text) -> text;
      case Value other -> other.json();
    };
  }
}
