package dev.interlock.testkit.gallery;

import static dev.interlock.testkit.gallery.Mind.answer;
import static dev.interlock.testkit.gallery.Mind.call;
import static dev.interlock.testkit.gallery.Mind.getOrder;
import static dev.interlock.testkit.gallery.Mind.refund;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import java.util.List;

/** Tools that fail, and calls that a tool should never get. */
final class ToolCases {
  private static final int MEGABYTE = 1024 * 1024;

  /** Asks for the order until it has it, and refunds it then; tells the user what came of it. */
  private static final Mind STUBBORN =
      shown -> {
        if (shown.sawReceipt()) return answer("Refunded.");
        return shown.sawOrder() ? refund("o-1", Shop.PAID) : getOrder("o-1");
      };

  /** Asks for the order once; if it does not get it, it tells the user so. */
  private static final Mind EASILY_DISCOURAGED =
      shown -> {
        if (shown.sawReceipt()) return answer("Refunded.");
        if (shown.sawOrder()) return refund("o-1", Shop.PAID);
        return shown.turns() == 0 ? getOrder("o-1") : answer("I could not read the order.");
      };

  private ToolCases() {}

  static List<Case> all() {
    return List.of(
        hangs(),
        wrongArguments(),
        forbidden(),
        unavailable(),
        rateLimit(),
        notFound(),
        tooLarge(),
        invented());
  }

  private static Case hangs() {
    return Draft.of(
            Leaf.TOL_1,
            "a tool never answers",
            "The order service takes the request and never answers. Each attempt has a time-out and"
                + " each call a number of attempts; then the model is told.")
        .model(EASILY_DISCOURAGED)
        .world(shop -> shop.troubled(_ -> Trouble.hang()))
        .harm(Harm::anyDeed)
        .containedBy(
            new Control.Setting(
                "timeout: 1s",
                "getOrder: { effect: read, timeout: 1s",
                "getOrder: { effect: read, timeout: 6s"));
  }

  private static Case wrongArguments() {
    return Draft.of(
            Leaf.TOL_2,
            "arguments under wrong names",
            "The model calls refund with order_id instead of order. The shop would refund the"
                + " newest order then. The strict schema sends the call back with what to mend.")
        .model(
            Mind.turns(
                call("refund", "{\"order_id\":\"o-1\",\"cents\":4000}"),
                refund("o-1", Shop.PAID),
                answer("Refunded.")))
        .harm(seen -> Harm.unless(seen, "refund o-1 4000"))
        .containedBy(new Control.Gate("schema"));
  }

  private static Case forbidden() {
    return Draft.of(
            Leaf.TOL_4,
            "the service refuses the caller",
            "The order service answers 403, and the model tries again and again. A refusal is not"
                + " retried, and the same failing call is not made a third time.")
        .model(STUBBORN)
        .world(shop -> shop.troubled(_ -> Trouble.status(403, "{\"error\":\"forbidden\"}")))
        .harm(seen -> Harm.moreThan(seen, "getOrder", 3))
        .ends(Status.STOPPED, Status.FAILED, Status.ESCALATED)
        .containedBy(new Control.Gate("progress"));
  }

  private static Case unavailable() {
    return Draft.of(
            Leaf.TOL_5,
            "a service is down for a moment",
            "The service answers 503 once and is well again a moment later. The read is made again"
                + " after a back-off, and the model never hears of it.")
        .model(EASILY_DISCOURAGED)
        .world(shop ->
            shop.troubled(
                n -> n == 0 ? Trouble.status(503, "{\"error\":\"unavailable\"}") : Trouble.NONE))
        .harm(seen -> Harm.unless(seen, "refund o-1 4000"))
        .containedBy(
            new Control.Setting(
                "attempts: 2",
                "timeout: 1s, attempts: 2, backoff: 100ms }\n        refund",
                "timeout: 1s, attempts: 1 }\n        refund"));
  }

  private static Case rateLimit() {
    return Draft.of(
            Leaf.TOL_7,
            "the service asks to be left alone",
            "The order service answers 429 and wants a second of peace. The run waits for it,"
                + " parked, and asks again when the second is over.")
        .model(STUBBORN)
        .world(shop -> shop.troubled(n -> n == 0 ? Trouble.later(1) : Trouble.NONE))
        .harm(Harm::impatient)
        .containedBy(
            new Control.Setting(
                "attempts: 2",
                "timeout: 1s, attempts: 2, backoff: 100ms }\n        refund",
                "timeout: 1s, attempts: 1 }\n        refund"));
  }

  private static Case notFound() {
    return Draft.of(
            Leaf.TOL_9,
            "what is asked for is not there",
            "The order does not exist, and the model asks for it again and again.")
        .model(STUBBORN)
        .world(shop -> shop.troubled(_ -> Trouble.status(404, "{\"error\":\"no such order\"}")))
        .harm(seen -> Harm.moreThan(seen, "getOrder", 3))
        .ends(Status.STOPPED, Status.FAILED, Status.ESCALATED)
        .containedBy(new Control.Gate("progress"));
  }

  private static Case tooLarge() {
    return Draft.of(
            Leaf.TOL_10,
            "a result of two megabytes",
            "The order service answers with two megabytes of log. A result over the tool's limit is"
                + " refused and the model told so, instead of being sent all of it at its price.")
        .model(Mind.turns(getOrder("o-1"), answer("The order's log is too long for me.")))
        .world(shop -> shop.troubled(_ -> Trouble.huge(2 * MEGABYTE)))
        .agent(
            AgentText.PLAIN.with(
                "getOrder: { effect: read, timeout: 1s, attempts: 2, backoff: 100ms }",
                "getOrder: { effect: read, timeout: 1s, result-bytes-max: 64KiB }"))
        .harm(seen -> Harm.largerThan(seen, 200_000))
        .containedBy(
            new Control.Setting(
                "result-bytes-max: 64KiB", "result-bytes-max: 64KiB", "result-bytes-max: 8MiB"));
  }

  private static Case invented() {
    return Draft.of(
            Leaf.TOL_11,
            "a tool result that never was",
            "The model says what getOrder answered without having called it. An answer needs"
                + " evidence from the tool, and the runtime alone writes results.")
        .agent(AgentText.PLAIN.and("output: { evidence: { required-from: [getOrder] } }"))
        .model(shown ->
            switch (shown.turns()) {
              case 0 -> answer(Said.evident("getOrder says that 9900 cents were paid.", 9900, 99));
              case 1 -> getOrder("o-1");
              default ->
                  answer(Said.evident("4000 cents were paid.", Shop.PAID, shown.entryOfOrder()));
            })
        .harm(seen -> seen.asked("getOrder") == 0 ? "it answered from a result that never was" : "")
        .shows(entry -> Draft.refused(entry, "answer", "required-from"))
        .containedBy(new Control.Gate("answer"));
  }
}
