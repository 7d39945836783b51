package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Event.LookPrepared;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lives of runs that read what rulings rest on. */
@CanIgnoreReturnValue
final class Grounded {
  static final Look BEFORE = new Look("order", "look", Map.of());
  static final Look AFTER = new Look("paid", "look", Map.of());
  static final PostCondition PAID =
      new PostCondition(List.of(AFTER), "facts.paid", "it has not been paid");

  private Grounded() {}

  /** A desk with {@code pay}, which is judged by that, and {@code look}. */
  static Charter desk(@Nullable PostCondition doneWhen, Look... facts) {
    return desk(Autonomy.BOUNDED, new Grounds(List.of(facts), doneWhen), List.of(), List.of());
  }

  static Charter desk(
      Autonomy autonomy, Grounds grounds, List<OrderRule> order, List<Look> ofAnswer) {
    var bare = TestCharters.effect("pay", TestCharters.KEYED);
    var pay =
        new ToolContract(
            bare.descriptor(),
            bare.effect(),
            bare.risk(),
            bare.permission(),
            bare.limits(),
            bare.exposure(),
            null,
            null,
            grounds);
    var ship = TestCharters.effect("ship", TestCharters.KEYED);
    var plain = TestCharters.rules();
    var rules =
        new Rules(
            List.of(),
            order,
            plain.approvals(),
            null,
            List.of(),
            null,
            List.of(),
            null,
            null,
            ofAnswer);
    return TestCharters.of(
        List.of(pay, ship, TestCharters.read("look")), TestCharters.bounds(autonomy), rules);
  }

  /** Prepares what is to be read now, and judges it. */
  static Life looks(Life life) {
    var unread = life.state().toLook(life.now()).orElseThrow();
    return life.record(
            new LookPrepared(
                unread.owner().command().id(),
                unread.look().name(),
                unread.look().tool(),
                Value.Obj.EMPTY,
                "none"))
        .judge();
  }

  /** Reads what is to be read now, with this result. */
  static Life finds(Life life, String text) {
    return returns(looks(life), text);
  }

  /** Has the tool of the last permit answer. */
  static Life returns(Life life, String text) {
    var call = life.state().permitted().getLast().command().id();
    var content = new Content.Inline(Value.of(Map.of("text", Value.of(text))));
    return life.record(new ToolReturned(call, 1, content, Duration.ZERO)).judge();
  }

  /** From now on the post-condition comes out like that. */
  static Life confirming(Life life, Truth truth) {
    return life.knowing(facts ->
        new Facts(
            facts.at(),
            facts.standing(),
            facts.violations(),
            facts.policy(),
            facts.answer(),
            new RuleOutcome("pay.done-when", truth, "n is no number"),
            facts.evaluators()));
  }
}
