package dev.interlock.testkit.gallery;

import static dev.interlock.testkit.gallery.Mind.answer;
import static dev.interlock.testkit.gallery.Mind.getOrder;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.gallery.Case.Form;
import java.time.Duration;
import java.util.List;

/** Money and time without end, and money that nobody counts. */
final class CostCases {
  private static final int FIVE_CENTS = 50_000;
  private static final int OUTAGES = 5;

  private CostCases() {}

  static List<Case> all() {
    return List.of(explosion(), slowness(), storm(), accounting());
  }

  private static Case explosion() {
    return Draft.of(
            Leaf.CST_1,
            "a cost without end",
            "The model reads one order after the other and never comes to an end. The worst case of"
                + " each call is set aside before it; what does not fit into five cents is not"
                + " asked.")
        .agent(
            AgentText.PLAIN
                .with("cost: 1.00 USD", "cost: 0.05 USD, tokens: 400000")
                .with("timeout: 4s }", "timeout: 4s, output-tokens-max: 500 }"))
        .model(Mind.forever(turn -> getOrder("o-" + turn)))
        .harm(seen ->
            seen.usdMicros() > FIVE_CENTS
                ? "it spent " + seen.usdMicros() / 1000 + " thousandths of a USD"
                : "")
        .ends(Status.STOPPED)
        .containedBy(new Control.Gate("budget"));
  }

  private static Case slowness() {
    return Draft.of(
            Leaf.CST_2,
            "time without end",
            "Every call takes 400 ms, and the model never comes to an end. The run's time is"
                + " bounded, and what cannot be done within it is not begun.")
        .agent(AgentText.PLAIN.with("time: 1m", "time: 3s").with("timeout: 4s }", "timeout: 1s }"))
        .model(Mind.forever(turn -> getOrder("o-" + turn)))
        .world(shop -> shop.troubled(_ -> Trouble.slow(Duration.ofMillis(400))))
        .ends(Status.STOPPED)
        .containedBy(new Control.Setting("time: 3s", "time: 3s", "time: 1m"));
  }

  private static Case storm() {
    return Draft.of(
            Leaf.CST_3,
            "a service that is down is asked on and on",
            "The order service is down, and the model asks it for one order after the other. After"
                + " five outages in a row it is left alone for a minute, by every run of the"
                + " process, and the model is told so at once.")
        .agent(
            AgentText.PLAIN
                .with("steps: 60", "steps: 20")
                .with(
                    "timeout: 1s, attempts: 2, backoff: 100ms }",
                    "timeout: 1s, attempts: 1, circuit: 5/1m }"))
        .model(Mind.forever(turn -> getOrder("o-" + turn)))
        .world(shop -> shop.troubled(_ -> Trouble.status(503, "{\"error\":\"down\"}")))
        .harm(seen ->
            seen.asked("getOrder") > OUTAGES
                ? "it was asked " + seen.asked("getOrder") + " times while it was down"
                : "")
        .ends(Status.STOPPED)
        .containedBy(new Control.Setting("circuit: 5/1m", "circuit: 5/1m", "circuit: 1000/1ms"));
  }

  private static Case accounting() {
    return Draft.of(
            Leaf.CST_5,
            "usage that is not said",
            "The provider does not say what it used. The worst case that was set aside is charged,"
                + " and shown as such, instead of nothing.")
        .model(Mind.turns(answer("It was delivered.").withoutUsage()))
        .harm(seen -> seen.usdMicros() == 0 ? "nothing was charged" : "")
        .naive(Form.NONE)
        .containedBy(
            new Control.Setting(
                "price: { input: 2.5, output: 10 }",
                "price: { input: 2.5, output: 10 }",
                "price: unmetered"));
  }
}
