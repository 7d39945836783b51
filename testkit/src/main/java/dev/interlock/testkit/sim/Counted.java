package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event;
import dev.interlock.runtime.codec.EventCodec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says which event is counted under which names. */
final class Counted {
  private static final Pattern PLACE = Pattern.compile("\\[\\d+]");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern DETAILS = Pattern.compile("(:|,|;| \\(| on ).*");

  private Counted() {}

  static void count(Coverage coverage, Event event) {
    coverage.count("event " + EventCodec.nameOf(event.getClass()));
    switch (event) {
      case Event.CommandDenied(_, var denial, _) -> coverage.count("denied " + rule(denial));
      case Event.AttemptRefused(_, var denial, _) -> coverage.count("refused " + rule(denial));
      case Event.CommandHeld asked ->
          asked.holds().forEach(hold -> coverage.count("held " + plain(hold.gate(), hold.rule())));
      case Event.ModelFailed failed -> coverage.count("model fault " + failed.fault());
      case Event.ToolFailed failed -> coverage.count("tool fault " + failed.fault());
      case Event.ToolReturned returned -> count(coverage, returned.assessment());
      case Event.OutcomeUnknown unknown -> coverage.count("unknown after " + unknown.cause());
      case Event.QueryFailed failed -> coverage.count("query fault " + failed.fault());
      case Event.RunEnded(var ending) -> {
        coverage.count("ending " + ending.status());
        if (ending instanceof Ending.Stopped(_, var reason)) {
          coverage.count("stopped " + plain(reason));
        }
      }
      default -> {}
    }
  }

  private static void count(Coverage coverage, @Nullable Assessment assessment) {
    if (assessment == null) return;
    coverage.count("result " + assessment.verdict());
    assessment.flaws().forEach(flaw -> coverage.count("result fault " + flaw.fault()));
  }

  private static String rule(Denial denial) {
    return plain(denial.gate(), denial.rule());
  }

  /** What is counted by number counts as one. */
  private static String plain(String reason) {
    return DETAILS.matcher(NUMBER.matcher(reason).replaceAll("")).replaceAll("").strip();
  }

  /** Rules that are counted by number, or named after a switch, count as one. */
  private static String plain(String gate, String rule) {
    if (gate.equals("kill-switch")) return "kill-switch";
    return gate + " " + PLACE.matcher(rule).replaceAll("");
  }
}
