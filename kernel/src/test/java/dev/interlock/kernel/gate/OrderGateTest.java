package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.OrderRule.AtMost;
import dev.interlock.kernel.charter.Rules.OrderRule.NeverAfter;
import dev.interlock.kernel.charter.Rules.OrderRule.Requires;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event.ApprovalEdited;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderGateTest {
  private static final OrderRule AFTER_LOOK = new Requires("pay", "look", List.of());
  private static final OrderRule SAME_ORDER = new Requires("pay", "look", List.of("order"));
  private static final OrderRule NEVER = new NeverAfter("pay", "close");

  @Test
  void a_required_result_of_an_earlier_turn_lets_the_call_through() {
    var life = proposed(under(AFTER_LOOK), call("look", "A")).returns("fine");

    proposed(life, call("pay", "B"));

    assertThat(Seen.ruled(life)).isEqualTo("permitted");
  }

  @Test
  void a_call_without_the_required_result_is_denied() {
    assertRequired(proposed(under(AFTER_LOOK), call("pay", "A")), "call look first and wait for");
  }

  @Test
  void a_required_call_of_the_same_turn_is_no_result_yet() {
    assertRequired(proposed(under(AFTER_LOOK), call("look", "A"), call("pay", "A")), "call look");
  }

  @Test
  void a_failed_call_meets_no_requirement() {
    var life = proposed(under(AFTER_LOOK), call("look", "A"));

    Seen.failed(life, ToolFault.NOT_FOUND, "no such order");

    assertRequired(proposed(life, call("pay", "A")), "call look first");
  }

  @ParameterizedTest
  @CsvSource({"A, A, permitted", "A, B, denied"})
  void the_same_arguments_are_compared_in_both_calls(String looked, String paid, String ruling) {
    var life = proposed(under(SAME_ORDER), call("look", looked)).returns("fine");

    proposed(life, call("pay", paid));

    assertThat(ruling(life)).isEqualTo(ruling);
  }

  @Test
  void numbers_that_mean_the_same_are_the_same_argument() {
    var life = under(SAME_ORDER);
    var written = Value.of(Map.of("order", Value.of(new BigDecimal("7.50"))));
    proposed(life, call("look", written)).returns("fine");

    var other = Value.of(Map.of("order", Value.of(new BigDecimal("7.5"))));
    assertThat(ruling(proposed(life, call("pay", other)))).isEqualTo("permitted");
  }

  @Test
  void a_result_of_this_turn_does_not_serve_a_call_that_is_edited_in_it() {
    var life = Terms.order(Autonomy.ASSIST, List.of(SAME_ORDER), pay(), read("look"));
    proposed(life, call("look", "A")).returns("fine");
    proposed(life, call("look", "B"), call("pay", "A"));
    life.returns("fine too");

    edited(life, "B");

    assertRequired(life, "call look for the same order first");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "all",
      value = {
        "1, all,   A,     permitted",
        "1, all,   A B,   denied",
        "2, all,   A B,   permitted",
        "2, all,   A B C, denied",
        "1, order, A B,   permitted",
        "1, order, A B C, permitted",
        "1, other, A B,   denied"
      })
  void a_tool_is_called_at_most_so_often(
      int max, @Nullable String per, String orders, String ruling) {
    var life = under(new AtMost("pay", max, per));

    for (var order : orders.split(" ", -1)) {
      proposed(life, call("pay", order));
      var next = life.state().permitted().getFirst().command();
      if (next instanceof InvokeTool) life.returns("paid " + order);
    }

    assertThat(ruling(life)).isEqualTo(ruling);
    if (ruling.equals("denied")) {
      var denial = Seen.denial(life);
      assertThat(denial.rule()).isEqualTo("at-most");
      assertThat(denial.saw().get("count")).contains(Value.of(max));
      assertThat(denial.leaf()).isEqualTo(Leaf.PLN_4);
    }
  }

  @Test
  void siblings_of_one_turn_count_each_other_in_order() {
    var life = under(new AtMost("pay", 1, null));

    proposed(life, call("pay", "A"), call("pay", "B"));

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
    assertThat(life.call(life.permitted()).argument("order")).contains(Value.of("A"));
    assertThat(Seen.denial(life).rule()).isEqualTo("at-most");
  }

  @Test
  void a_call_that_failed_does_not_count() {
    var life = proposed(under(new AtMost("pay", 1, null)), call("pay", "A"));

    Seen.failed(life, ToolFault.REFUSED, "no");

    assertThat(ruling(proposed(life, call("pay", "B")))).isEqualTo("permitted");
  }

  @Test
  void a_held_call_counts() {
    var life = Terms.order(Autonomy.ASSIST, List.of(new AtMost("pay", 1, null)), pay());

    proposed(life, call("pay", "A"), call("pay", "B"));

    assertThat(Seen.denial(life).rule()).isEqualTo("at-most");
    assertThat(life.call(life.held()).argument("order")).contains(Value.of("A"));
  }

  @Test
  void a_call_in_doubt_counts_even_while_it_waits_for_another_attempt() {
    var life = Terms.order(Autonomy.ASSIST, List.of(new AtMost("pay", 1, "order")), pay());
    proposed(life, call("pay", "A"), call("pay", "B"));
    Seen.lost(Seen.approved(life, life.held()), ToolFault.CRASH);

    edited(life, "A");

    assertThat(Seen.denial(life).rule()).isEqualTo("at-most");
  }

  @Test
  void never_after_a_result() {
    var life = proposed(under(NEVER), call("close", "A")).returns("closed");

    proposed(life, call("pay", "A"));

    assertThat(ruling(life)).isEqualTo("denied");
    assertThat(Seen.denial(life).reason()).isEqualTo("pay may not be called after close");
  }

  @Test
  void never_after_a_call_that_is_under_way_but_before_it_all_is_well() {
    var life = proposed(under(NEVER), call("pay", "A"), call("close", "A"));
    assertThat(Seen.toolPermits(life)).as("pay before close").isEqualTo(2);

    var other = proposed(under(NEVER), call("close", "A"), call("pay", "A"));
    assertThat(Seen.denial(other).rule()).isEqualTo("never-after");
  }

  @ParameterizedTest
  @CsvSource({"A, A, held", "A, B, permitted"})
  void while_an_outcome_is_unknown_the_same_call_is_held(String lost, String now, String ruling) {
    var life = Terms.order(Autonomy.ASSIST, List.of(), pay(), once());
    proposed(life, call("mail", lost), call("mail", "C"));
    Seen.lost(Seen.approved(life, life.held()), ToolFault.TIMEOUT);

    edited(life, now);

    assertThat(Seen.ruled(life)).isEqualTo(ruling);
    assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("held") ? 1 : 2);
    if (ruling.equals("held")) assertInDoubt(life);
  }

  @Test
  void while_an_outcome_is_unknown_a_call_of_the_same_order_key_is_held() {
    var key = new AtMost("mail", 9, "order");
    var life = Terms.order(Autonomy.ASSIST, List.of(key), pay(), once());
    var first = Value.of(Map.of("order", Value.of("A"), "text", Value.of("hello")));
    proposed(life, call("mail", first), call("mail", "C"));
    Seen.lost(Seen.approved(life, life.held()), ToolFault.TIMEOUT);

    edited(life, "A");

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
    assertInDoubt(life);
  }

  @Test
  void while_an_outcome_is_unknown_a_call_of_another_order_key_or_tool_is_not_held() {
    var key = new AtMost("mail", 9, "order");
    var life = Terms.order(Autonomy.ASSIST, List.of(key), pay(), once());
    proposed(life, call("mail", "A"), call("mail", "C"), call("pay", "C"));
    Seen.lost(Seen.approved(life, life.held()), ToolFault.TIMEOUT);

    edited(life, "B");
    assertThat(Seen.ruled(life)).as("another order").isEqualTo("permitted");
    life.returns("sent");
    edited(life, "A");

    assertThat(Seen.ruled(life)).as("another tool").isEqualTo("permitted");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "all",
      value = {
        "all,   pay may be called 1 time(s) and has been",
        "other, pay may be called 1 time(s) for the same other and has been"
      })
  void the_model_is_told_how_often_a_tool_may_be_called(@Nullable String per, String reason) {
    var life = under(new AtMost("pay", 1, per));

    proposed(life, call("pay", "A"), call("pay", "B"));

    assertThat(Seen.denial(life).reason()).isEqualTo(reason);
  }

  @Test
  void a_person_may_let_the_like_of_a_doubtful_call_go_ahead() {
    var life = Terms.order(Autonomy.ASSIST, List.of(), once());
    proposed(life, call("mail", "A"), call("mail", "C"));
    Seen.lost(Seen.approved(life, life.held()), ToolFault.TIMEOUT);
    edited(life, "A");

    Seen.approved(life, life.held());

    assertThat(Seen.toolPermits(life)).isEqualTo(2);
  }

  private static void assertInDoubt(Life life) {
    var hold = Seen.events(life, CommandHeld.class).getLast().holds().getFirst();
    assertThat(hold.gate() + " " + hold.rule()).isEqualTo("order in-doubt");
    assertThat(hold.reason()).matches("the outcome of 1\\.\\d+\\.0, a call like this one, is .*");
  }

  private static void assertRequired(Life life, String reason) {
    var denial = Seen.denial(life);
    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("order requires");
    assertThat(denial.reason()).startsWith(reason);
    assertThat(denial.consequence()).isEqualTo(Consequence.NEWS);
    assertThat(denial.leaf()).isEqualTo(Leaf.PLN_1);
  }

  /** What became of the last call: the model's own turns are not looked at. */
  private static String ruling(Life life) {
    var denied = Seen.events(life, CommandDenied.class);
    return denied.isEmpty() ? "permitted" : "denied";
  }

  /** A person changes the held call to another order and says yes. */
  private static void edited(Life life, String order) {
    var arguments = Value.of(Map.of("order", Value.of(order)));
    life.after(Duration.ofMillis(1))
        .record(new ApprovalEdited(life.held(), arguments, Life.ANN, new RequestId("edit")))
        .judge();
  }

  private static Life under(OrderRule rule) {
    return Terms.order(List.of(rule), pay(), read("look"), effect("close", KEYED));
  }

  private static ToolContract pay() {
    return effect("pay", KEYED);
  }

  private static ToolContract once() {
    return effect("mail", Once.ONCE);
  }
}
