package dev.interlock.cli.screen;

import dev.interlock.testkit.gallery.Exhibit;
import dev.interlock.testkit.gallery.Naive;
import dev.interlock.testkit.gallery.Naive.Verdict;
import dev.interlock.testkit.gallery.Seen;
import dev.interlock.views.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows the gallery: as a table, or one case as a story. */
public final class GalleryText {
  private GalleryText() {}

  /** One row for each case. */
  public static void table(List<Exhibit> exhibits, Screen screen) {
    var table =
        new Table(34, "CASE", "WHAT GOES WRONG", "LANGCHAIN4J", "INTERLOCK", "WHAT HAPPENED");
    for (var one : exhibits) {
      table.row(
          one.id(),
          one.title(),
          words(one.naive().verdict()),
          one.contained() ? "contained" : "NOT CONTAINED",
          happened(one));
    }
    table.print(screen);
    var contained = exhibits.stream().filter(Exhibit::contained).count();
    screen.line("");
    screen.line(
        "Interlock contained "
            + contained
            + " of "
            + exhibits.size()
            + ". One as a story: --case CASE",
        Ink.BOLD);
  }

  private static String happened(Exhibit one) {
    if (!one.contained()) return one.lacking();
    var naive = one.naive();
    var other = naive.harm().isEmpty() ? "" : "there: " + naive.harm() + "; ";
    return other + "here: " + one.status() + ", " + deeds(one.seen());
  }

  /** A story of one case. */
  public static void story(Exhibit one, Screen screen) {
    screen.line(one.id() + ": " + one.title(), Ink.BOLD);
    screen.line(one.story());
    screen.line("");
    screen.line("The agent file", Ink.BOLD);
    one.agent().lines().forEach(line -> screen.line("  ", line, Ink.DIM));
    screen.line("");
    screen.line("Through LangChain4j's tool loop, with its default settings", Ink.BOLD);
    naive(one.naive(), screen);
    screen.line("");
    screen.line("Through Interlock", Ink.BOLD);
    one.told().forEach(line -> screen.line("  ", line, Ink.PLAIN));
    screen.line("");
    screen.line("The world: " + deeds(one.seen()) + ".");
    screen.line(
        one.contained()
            ? "Contained by: " + one.control() + ". Proved by entries " + one.evidence() + "."
            : "NOT CONTAINED: " + one.lacking(),
        one.contained() ? Ink.GREEN : Ink.RED);
  }

  private static void naive(Naive naive, Screen screen) {
    if (naive.verdict() == Verdict.NOT_APPLICABLE) {
      screen.line("  Not applicable: it has no such notion.");
      return;
    }
    var seen = naive.seen();
    screen.line("  It said: " + seen.said());
    screen.line(
        "  The world: "
            + deeds(seen)
            + ". "
            + Amounts.count(seen.modelCalls(), "model call")
            + ", "
            + Amounts.usd(seen.usdMicros())
            + ", "
            + Amounts.time(Duration.ofMillis(seen.millis()))
            + ".");
    screen.line(
        "  In short: "
            + words(naive.verdict())
            + (naive.harm().isEmpty() ? "" : "; " + naive.harm()),
        naive.verdict() == Verdict.CONTAINED ? Ink.GREEN : Ink.RED);
  }

  private static String deeds(Seen seen) {
    if (seen.deeds().isEmpty()) return "nothing was done";
    var shown = seen.deeds().subList(0, Math.min(4, seen.deeds().size()));
    var more = seen.deeds().size() - shown.size();
    return "done: " + String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
  }

  private static String words(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
