package dev.interlock.testkit.gallery;

import static dev.interlock.testkit.gallery.Mind.answer;
import static dev.interlock.testkit.gallery.Mind.getOrder;
import static dev.interlock.testkit.gallery.Mind.refund;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.gallery.Case.Form;
import java.time.Duration;
import java.util.List;

/** What the runtime itself may do wrong: crashes, doubles, zombies, a journal that was changed. */
final class RuntimeCases {
  private static final String KEYED =
      "refund: { effect: keyed, key-argument: Idempotency-Key, risk: money, timeout: 1s, attempts:"
          + " 3, backoff: 100ms }";

  /** Refunds until it has a receipt. */
  private static final Mind REFUNDER =
      shown -> shown.sawReceipt() ? answer("Refunded.") : refund("o-1", Shop.PAID);

  private RuntimeCases() {}

  static List<Case> all() {
    return List.of(crash(), twice(), diverged(), tampered(), zombie(), stale());
  }

  private static Case crash() {
    return Draft.of(
            Leaf.RUN_1,
            "a crash in the middle of a refund",
            "The process is killed when the money is on its way and nobody knows. The permit stands"
                + " in the journal, so the doubt has a name; the same key asks again, and the shop"
                + " pays once.")
        .model(REFUNDER)
        .world(shop -> shop.troubled(n -> n == 0 ? Trouble.silentAfterwards() : Trouble.NONE))
        .plot(Plot.KILLED_IN_A_DEED)
        .harm(seen -> Harm.unless(seen, "refund o-1 4000"))
        .containedBy(new Control.Step("the journal"));
  }

  private static Case twice() {
    return Draft.of(
            Leaf.RUN_2,
            "a refund that is made twice",
            "The shop pays, and the connection breaks before it can say so. The call is made again"
                + " with the key of the first, and paid once.")
        .model(REFUNDER)
        .world(shop -> shop.troubled(n -> n == 0 ? Trouble.cutAfterwards() : Trouble.NONE))
        .harm(seen -> Harm.unless(seen, "refund o-1 4000"))
        .shows(entry -> entry.event() instanceof OutcomeUnknown)
        .containedBy(
            new Control.Setting(
                "the idempotency key",
                KEYED,
                "refund: { effect: read, timeout: 1s, attempts: 3, backoff: 100ms }"));
  }

  private static Case diverged() {
    return Draft.of(
            Leaf.RUN_3,
            "a replay that comes out otherwise",
            "The process is killed when a refund of 4000 is permitted and under way. Then an entry"
                + " is rewritten, with every hash after it, so that the replay wants 40000, as it"
                + " might under other code. The permit holds the digest of what was judged: the"
                + " run stops before anything is done, and verify names the entry.")
        .model(REFUNDER)
        .world(shop -> shop.troubled(n -> n == 0 ? Trouble.hang() : Trouble.NONE))
        .plot(Plot.KILLED_AND_REWRITTEN)
        .harm(Harm::anyDeed)
        .ends(Status.RUNNING)
        .naive(Form.NONE)
        .containedBy(new Control.Step("the digest in the permit"));
  }

  private static Case stale() {
    return Draft.of(
            Leaf.RUN_6,
            "a yes that is swapped, and one that is stale",
            "A refund waits for a person. First comes a yes to another refund than the one that was"
                + " shown, and three days later a yes to the right one, which has expired. Both are"
                + " refused, and nothing is paid.")
        .agent(
            AgentText.PLAIN
                .with("autonomy: bounded", "autonomy: guarded")
                .with("time: 1m }", "time: 1m, deadline: 30d }")
                .and("approvals: { expire: 24h }"))
        .model(shown -> {
          if (shown.turns() == 0) return refund("o-1", Shop.PAID);
          return answer(shown.sawReceipt() ? "Refunded." : "Nobody has allowed it.");
        })
        .plot(Plot.ALLOWED_TOO_LATE)
        .harm(Harm::anyDeed)
        .shows(entry -> entry.event() instanceof RequestRefused)
        .naive(Form.NONE)
        .containedBy(new Control.Setting("expire: 24h", "expire: 24h", "expire: 20d"));
  }

  private static Case tampered() {
    return Draft.of(
            Leaf.RUN_4,
            "a journal that was rewritten",
            "Somebody cuts the end off the journal and mends its head. The hash of the last entry,"
                + " noted elsewhere, tells.")
        .model(REFUNDER)
        .plot(Plot.JOURNAL_REWRITTEN)
        .ends(Status.COMPLETED, Status.RUNNING)
        .naive(Form.NONE)
        .containedBy(new Control.Step("the noted head"));
  }

  private static Case zombie() {
    return Draft.of(
            Leaf.RUN_5,
            "a process that comes back",
            "A process stands still in a call, another takes its run over and ends it, and then the"
                + " first goes on. Its epoch is over: what it appends is refused.")
        .model(shown -> {
          if (shown.sawReceipt()) return answer("Refunded.");
          return shown.sawOrder() ? refund("o-1", Shop.PAID) : getOrder("o-1");
        })
        .world(
            shop -> shop.troubled(n -> n == 0 ? Trouble.slow(Duration.ofSeconds(1)) : Trouble.NONE))
        .plot(Plot.FROZEN_AND_TAKEN_OVER)
        .harm(seen -> Harm.unless(seen, "refund o-1 4000"))
        .shows(entry -> entry.event() instanceof DriverStarted(var epoch, _, _) && epoch > 1)
        .naive(Form.NONE)
        .containedBy(new Control.Step("the take-over"));
  }
}
