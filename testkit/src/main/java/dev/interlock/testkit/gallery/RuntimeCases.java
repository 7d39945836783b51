package dev.interlock.testkit.gallery;

import static dev.interlock.testkit.gallery.Mind.answer;
import static dev.interlock.testkit.gallery.Mind.getOrder;
import static dev.interlock.testkit.gallery.Mind.refund;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
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
    return List.of(crash(), twice(), tampered(), zombie());
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
