package dev.interlock.cli.screen;

import dev.interlock.views.Amounts;
import dev.interlock.views.Plain;
import dev.interlock.views.review.Dossier;
import dev.interlock.views.review.Made;
import java.util.List;

/** What a person needs who takes a run over, on a screen. */
public final class DossierText {
  private static final int WORDS_MAX = 400;

  private final Screen screen;
  private final Invocation invocation;

  public DossierText(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  public void show(Dossier dossier) {
    var run = dossier.run();
    var mandate = run.state().mandate();
    screen.line(run.status() + "  run " + mandate.run(), Ink.BOLD);
    block("Goal", List.of(mandate.charter().goal(), "asked by " + mandate.principal().name()));
    block("Because", run.reason().stream().toList());
    block("Tried", List.of(tried(dossier)));
    block(
        "Refused",
        last(dossier.refused()).stream()
            .map(one ->
                one.entry()
                    + "  "
                    + one.what()
                    + ": "
                    + one.denial().reason()
                    + " ["
                    + one.denial().leaf().id()
                    + "]")
            .toList());
    block("Found", last(dossier.findings()).stream().map(DossierText::line).toList());
    block(
        "Effects",
        last(dossier.effects()).stream().map(one -> one.outcome() + "  " + line(one)).toList());
    block(
        "Failures",
        last(run.failures().list()).stream()
            .map(one -> one.entry() + "  " + one.leaf().id() + "  " + one.detail())
            .toList());
    block("Cost", List.of(cost(dossier)));
    next(dossier);
  }

  private static String tried(Dossier dossier) {
    var state = dossier.run().state();
    return Amounts.count(state.course().turn(), "turn")
        + ", "
        + Amounts.count(state.spending().repairs(), "repair")
        + ", "
        + Amounts.count(dossier.made().size(), "call")
        + ", "
        + Amounts.count(dossier.refused().size(), "refusal");
  }

  private static String cost(Dossier dossier) {
    var run = dossier.run();
    return Amounts.usd(run.cost().usdMicros()) + ", " + Amounts.time(run.duration());
  }

  private static String line(Made one) {
    return one.entry()
        + "  "
        + one.call().tool()
        + " "
        + one.call().arguments().json()
        + ": "
        + one.detail();
  }

  private void next(Dossier dossier) {
    var ending = dossier.escalated();
    if (ending.isEmpty()) return;
    var id = dossier.run().state().mandate().run().text();
    screen.line("Settle it", Ink.BOLD);
    screen.line("  ", invocation.settle(id, ending.get().to()), Ink.CYAN);
  }

  private void block(String title, List<String> lines) {
    if (lines.isEmpty()) return;
    screen.line(title, Ink.BOLD);
    lines.forEach(line -> screen.line("  ", Plain.line(line, WORDS_MAX), Ink.PLAIN));
  }

  private static <T> List<T> last(List<T> all) {
    return all.subList(Math.max(0, all.size() - Dossier.ITEMS_MAX), all.size());
  }
}
