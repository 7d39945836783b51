package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.Grounded.PAID;
import static dev.interlock.kernel.run.Grounded.confirming;
import static dev.interlock.kernel.run.Grounded.desk;
import static dev.interlock.kernel.run.Grounded.finds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Grounds;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Effects are taken for what they should be only once that has been looked at. */
class ConfirmationsTest {
  private static final PostCondition BY_ITSELF =
      new PostCondition(List.of(), "result.ok", "it is not ok");

  @Test
  void the_model_hears_of_an_effect_once_it_is_confirmed() {
    var life = confirming(new Life(desk(PAID)), Truth.TRUE).proposes("pay").returns("receipt");
    assertThat(told(life)).isEmpty();
    assertThat(life.state().history().called("pay")).isZero();

    finds(life, "paid");

    assertThat(told(life).getLast().outcome()).isEqualTo(Message.Outcome.RETURNED);
    assertThat(told(life).getLast().text()).contains("receipt");
    assertThat(life.state().history().called("pay")).isOne();
    assertThat(life.state().effects().unconfirmed()).isEmpty();
  }

  @Test
  void an_effect_that_is_not_what_it_should_be_is_told_in_words_and_satisfies_nothing() {
    var life = confirming(new Life(desk(PAID)), Truth.FALSE).proposes("pay").returns("receipt");

    finds(life, "nothing");

    var told = told(life).getLast();
    assertThat(told.outcome()).isEqualTo(Message.Outcome.FLAWED);
    assertThat(told.text())
        .isEqualTo(
            "it has not been paid. The call itself is done; do not repeat it. It satisfies no rule"
                + " until this holds, and no answer is accepted before. It gave:"
                + " {\"text\":\"receipt\"}");
    assertThat(life.state().history().called("pay")).isZero();
    var denial = denials(life).getLast().denial();
    assertThat(denial.leaf()).isEqualTo(Leaf.VER_1);
    assertThat(denial.rule()).isEqualTo("pay.done-when");
  }

  @Test
  void what_cannot_be_evaluated_does_not_hold() {
    var life =
        confirming(new Life(desk(BY_ITSELF)), Truth.ERROR).proposes("pay").returns("receipt");

    assertThat(told(life).getLast().text())
        .startsWith("result.ok could not be evaluated: n is no number");
  }

  @Test
  void a_condition_that_needs_nothing_read_is_judged_at_once() {
    var life = confirming(new Life(desk(BY_ITSELF)), Truth.TRUE).proposes("pay").returns("receipt");

    assertThat(life.state().history().called("pay")).isOne();
  }

  @Test
  void no_answer_is_accepted_while_an_effect_is_not_what_it_should_be() {
    var life = confirming(new Life(desk(PAID)), Truth.FALSE).proposes("pay").returns("receipt");
    finds(life, "nothing");

    life.answers("all is well");
    finds(life, "still nothing");

    assertThat(life.state().over()).isFalse();
    var denial = denials(life).getLast().denial();
    assertThat(denial.reason())
        .isEqualTo("not done yet: pay is not confirmed: it has not been paid");
    assertThat(denial.leaf()).isEqualTo(Leaf.PLN_7);
    assertThat(life.state().spending().repairs()).isOne();
  }

  @Test
  void an_effect_is_looked_at_once_more_before_the_answer_and_may_hold_by_then() {
    var life = confirming(new Life(desk(PAID)), Truth.FALSE).proposes("pay").returns("receipt");
    finds(life, "nothing");
    confirming(life, Truth.TRUE);

    life.answers("all is well");
    finds(life, "paid");

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
    assertThat(life.state().history().called("pay")).isOne();
  }

  @Test
  void what_requires_an_effect_waits_until_it_is_confirmed() {
    var order = List.<OrderRule>of(new OrderRule.Requires("ship", "pay", List.of()));
    var grounds = new Grounds(List.of(), PAID);
    var life = new Life(desk(Autonomy.BOUNDED, grounds, order, List.of()));
    confirming(life, Truth.FALSE).proposes("pay").returns("receipt");
    finds(life, "nothing");

    life.proposes("ship");
    assertThat(denials(life).getLast().denial().gate()).isEqualTo("order");

    var other = new Life(desk(Autonomy.BOUNDED, grounds, order, List.of()));
    confirming(other, Truth.TRUE).proposes("pay").returns("receipt");
    finds(other, "paid").proposes("ship");
    assertThat(other.state().permitted()).hasSize(1);
  }

  @Test
  void an_effect_that_a_person_found_to_have_happened_is_looked_at_too() {
    var life = confirming(new Life(desk(PAID)), Truth.TRUE).proposes("pay");
    life.record(
        new OutcomeUnknown(life.permitted(), 1, ToolFault.TIMEOUT, "no answer within 10 s"));
    for (var attempt = 2; attempt <= 3; attempt++) {
      life.after(Duration.ofMinutes(1)).judge();
      life.record(new OutcomeUnknown(life.permitted(), attempt, ToolFault.TIMEOUT, "no answer"));
    }
    var pay = life.state().pending().keySet().iterator().next();
    var result = new Content.Inline(Value.of("receipt"));
    life.record(new Event.OutcomeResolved(pay, true, result, Undone.ADA, Undone.REQUEST)).judge();

    assertThat(life.state().history().called("pay")).isZero();
    finds(life, "paid");
    assertThat(life.state().history().called("pay")).isOne();
  }

  @Test
  void an_effect_with_a_flawed_result_is_confirmed_before_the_answer_and_still_satisfies_nothing() {
    var flaw = new Assessment.Flaw(ResultFault.INCOMPLETE, "a cursor is left");
    var partial = Assessment.of(List.of(flaw), "cel");
    var life = confirming(new Life(desk(PAID)), Truth.TRUE).proposes("pay");
    var result = new Content.Inline(Value.of("half"));
    life.record(new Event.ToolReturned(life.permitted(), 1, result, Duration.ZERO, partial))
        .judge();
    assertThat(life.state().effects().unconfirmed()).hasSize(1);

    life.answers("all is well");
    finds(life, "paid");

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
    assertThat(life.state().history().called("pay")).isZero();
  }

  @Test
  void what_is_not_known_to_have_happened_need_not_be_confirmed() {
    var life = confirming(new Life(desk(PAID)), Truth.FALSE).proposes("pay");
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.REFUSED, "no", null)).judge();

    life.answers("it was refused");

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_run_that_is_cancelled_confirms_nothing_more() {
    var life = confirming(new Life(desk(PAID)), Truth.TRUE).proposes("pay");
    life.record(new Event.RunCancelled(Undone.ADA, Undone.REQUEST)).judge();

    life.returns("receipt");

    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
    assertThat(life.state().effects().unconfirmed()).hasSize(1);
  }

  @Test
  void a_read_has_nothing_to_confirm() {
    var look = TestCharters.read("look");

    assertThatThrownBy(() ->
            new ToolContract(
                look.descriptor(),
                EffectClass.Read.READ,
                look.risk(),
                null,
                look.limits(),
                look.exposure(),
                null,
                null,
                new Grounds(List.of(), BY_ITSELF)))
        .hasMessage("look: a read has nothing to confirm");
  }

  private static List<CommandDenied> denials(Life life) {
    return life.entries().stream()
        .map(Entry::event)
        .filter(CommandDenied.class::isInstance)
        .map(CommandDenied.class::cast)
        .toList();
  }

  private static List<Message.FromTool> told(Life life) {
    return life.state().transcript().messages().stream()
        .filter(Message.FromTool.class::isInstance)
        .map(Message.FromTool.class::cast)
        .toList();
  }
}
