package dev.interlock.testkit.gallery;

import static dev.interlock.testkit.gallery.Mind.answer;
import static dev.interlock.testkit.gallery.Mind.getOrder;
import static dev.interlock.testkit.gallery.Mind.ship;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.testkit.model.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Too much context, more than the window holds, and a history that is lost. */
final class ContextCases {
  private static final int PAGE = 12_000;
  private static final int PAGES = 8;
  private static final int WINDOW = 70_000;

  private static final Pattern ORDER = Pattern.compile("/orders/o-(\\d+)");

  /** Reads one order after the other, each of them 12 KB long, and answers. */
  private static final Mind READER =
      shown -> {
        var order = ORDER.matcher(shown.last());
        var next = order.find() ? Integer.parseInt(order.group(1)) + 1 : 0;
        return next < PAGES ? getOrder("o-" + next) : answer("I have read them.");
      };

  private static final AgentText PLENTY =
      AgentText.PLAIN.with("cost: 1.00 USD", "cost: 9.00 USD, tokens: 4000000");

  private ContextCases() {}

  static List<Case> all() {
    return List.of(tooMuch(), overflow(), lost());
  }

  private static Case tooMuch() {
    return Draft.of(
            Leaf.CTX_2,
            "everything that was ever said",
            "Eight results of 12 KB each. What the model is shown has a bound: old results give"
                + " way, and goal, rules and the last turn stay.")
        .model(READER)
        .agent(PLENTY.and("brief-tokens-max: 12000"))
        .world(shop -> shop.troubled(_ -> Trouble.huge(PAGE)))
        .harm(seen -> Harm.largerThan(seen, WINDOW))
        .shows(ContextCases::asksTheModel)
        .containedBy(
            new Control.Setting(
                "brief-tokens-max: 12000", "brief-tokens-max: 12000", "brief-tokens-max: 200000"));
  }

  private static Case overflow() {
    return Draft.of(
            Leaf.CTX_5,
            "more than the window holds",
            "The model's window is smaller than its owner thought, and its server refuses what is"
                + " longer. The model is asked again with a brief of less, instead of giving up.")
        .model(shown ->
            shown.bytes() > WINDOW
                ? Behaviour.refused(400, Map.of(), "context_length_exceeded", "maximum context")
                : READER.says(shown))
        .agent(PLENTY)
        .world(shop -> shop.troubled(_ -> Trouble.huge(PAGE)))
        .harm(seen ->
            seen.said().contains("I have read them") ? "" : "it could not go on: " + seen.said())
        .containedBy(
            new Control.Setting(
                "attempts: 4 of the model", "timeout: 4s }", "timeout: 4s, attempts: 1 }"));
  }

  /** The permit to ask the model: it sets aside what the brief may come to. */
  private static boolean asksTheModel(Entry entry) {
    return entry.event() instanceof CommandPermitted permitted && permitted.model() != null;
  }

  private static Case lost() {
    return Draft.of(
            Leaf.CTX_6,
            "a process that forgets what it did",
            "The process dies after it has shipped, while the model is asked what comes next."
                + " Whoever takes the run up has its whole history from the journal, and ships"
                + " nothing twice.")
        .goal("Ship order o-1.")
        .first(ship("o-1"), Behaviour.hang())
        .model(shown -> shown.sawReceipt() ? answer("Shipped.") : ship("o-1"))
        .plot(Plot.KILLED_BETWEEN_TURNS)
        .harm(seen -> Harm.unless(seen, "ship o-1"))
        .shows(entry -> entry.event() instanceof DriverStarted(var epoch, _, _) && epoch > 1)
        .containedBy(new Control.Step("the journal"));
  }
}
