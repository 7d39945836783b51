package dev.interlock.testkit.gallery;

import dev.interlock.testkit.gallery.Naive.Verdict;
import dev.interlock.views.Amounts;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The gallery as a page of Markdown. */
public final class GalleryPage {
  private static final String HEAD =
      """
      # The failure gallery

      Printed by `interlock gallery`; a test plays every case and keeps the first four columns equal to what happens.
      `interlock gallery --case CASE` tells one as a story, with the agent file.

      Each case plays twice against the same model over real HTTP and the same shop, a process of its own that remembers what was done
      to it: once through LangChain4j's `AiServices` with its default settings, in a process of its own that is watched for 10 s and
      stopped at 50 calls; once through Interlock. *Contained* is computed: from what was done to the world, and, for Interlock, from
      how the run stands and which entries prove it. Every case was also played without its control, and fails then (a test does so).
      What had not ended when we stopped it is *still running*, which is no failure of a framework; where something had gone wrong in
      the world by then, the table says so.

      | leaf | what goes wrong | LangChain4j's loop | Interlock | control | LangChain4j: what happened | Interlock: what happened |
      |---|---|---|---|---|---|---|
      """;

  private GalleryPage() {}

  /** Returns the page. */
  public static String of(List<Exhibit> exhibits) {
    return HEAD
        + exhibits.stream().map(GalleryPage::row).collect(Collectors.joining("\n"))
        + "\n\n"
        + summary(exhibits)
        + "\n";
  }

  /** The columns that are the same whenever a case is played. */
  public static String lasting(Exhibit one) {
    return "| "
        + one.id()
        + " | "
        + one.title()
        + " | "
        + verdict(one)
        + " | "
        + (one.contained() ? "contained" : "not contained: " + one.lacking())
        + " |";
  }

  private static String row(Exhibit one) {
    return lasting(one) + " `" + one.control() + "` | " + naive(one) + " | " + governed(one) + " |";
  }

  private static String verdict(Exhibit one) {
    return one.naive().verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String naive(Exhibit one) {
    var naive = one.naive();
    if (naive.verdict() == Verdict.NOT_APPLICABLE) return "it has no such notion";
    var harm = naive.harm().isEmpty() ? "nothing wrong in the world" : cell(naive.harm());
    var end =
        naive.seen().ended() ? ended(naive.seen().said()) : "still running when we stopped it";
    return harm + "; " + end + "; " + calls(naive.seen());
  }

  private static String ended(String said) {
    return said.startsWith(NaiveAgent.ERROR) ? "it ended with an exception" : "it answered";
  }

  private static String governed(Exhibit one) {
    var deeds =
        one.seen().deeds().isEmpty()
            ? "nothing was done"
            : "done: " + String.join(", ", one.seen().deeds());
    return one.status()
        + "; "
        + deeds
        + "; "
        + calls(one.seen())
        + "; entries "
        + one.evidence().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String calls(Seen seen) {
    return Amounts.count(seen.modelCalls(), "model call");
  }

  private static String cell(String text) {
    var line = text.lines().findFirst().orElse("").replace("|", "\\|");
    return line.length() <= 120 ? line : line.substring(0, 120) + "…";
  }

  private static String summary(List<Exhibit> exhibits) {
    var contained = exhibits.stream().filter(Exhibit::contained).count();
    var naive = exhibits.stream().map(one -> one.naive().verdict()).toList();
    return "Interlock contains %d of %d. LangChain4j's loop with its defaults: %d contained, %d not contained, %d still running when we stopped it, %d not applicable."
        .formatted(
            contained,
            exhibits.size(),
            Collections.frequency(naive, Verdict.CONTAINED),
            Collections.frequency(naive, Verdict.NOT_CONTAINED),
            Collections.frequency(naive, Verdict.STILL_RUNNING),
            Collections.frequency(naive, Verdict.NOT_APPLICABLE));
  }
}
