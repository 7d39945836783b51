package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.Reservation;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.run.TestCharters;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every measure at its edge: what exactly fits is allowed, one more is not. */
class BudgetGateTest {
  private static final Counts MANY = new Counts(20, 20, 20, 3);
  private static final ModelReply PAY =
      new ModelReply("", List.of(new Proposal("call-0", "pay", Value.Obj.EMPTY)));
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({"0, permitted", "1, denied"})
  void tokens(long tooFew, String ruling) {
    var life = Terms.budget(budget(MANY, worst().tokens() - tooFew, 10_000_000)).judge();

    assertThat(Seen.ruled(life)).isEqualTo(ruling);
    if (tooFew > 0) assertStopped(life, "tokens", Leaf.CST_1);
  }

  @ParameterizedTest
  @CsvSource({"0, permitted", "1, denied"})
  void money(long tooLittle, String ruling) {
    var life = Terms.budget(budget(MANY, 1_000_000, worst().costMicros() - tooLittle)).judge();

    assertThat(Seen.ruled(life)).isEqualTo(ruling);
    if (tooLittle > 0) assertStopped(life, "cost", Leaf.CST_1);
  }

  @Test
  void settled_and_reserved_and_worst_case_together_stay_within_the_budget() {
    var first = Terms.budget(budget(MANY, 1_000_000, 10_000_000), read("look"));
    var second = proposed(first, call("look", "A")).returns("42");
    var settled = 110;
    var again = Seen.events(second, CommandPermitted.class).getLast().reserved().tokens();

    for (var tooFew : List.of(0, 1)) {
      var tight = budget(MANY, settled + again - tooFew, 10_000_000);
      var life = proposed(Terms.budget(tight, read("look")), call("look", "A")).returns("42");
      assertThat(Seen.ruled(life)).isEqualTo(tooFew == 0 ? "permitted" : "denied");
    }
  }

  @Test
  void a_provider_that_charges_more_than_was_reserved_stops_the_run_before_the_next_deed() {
    var life = Terms.budget(budget(MANY, 50_000, 10_000_000), effect("pay", KEYED));

    Seen.replied(life, PAY, new Usage(50_000, 0, 1));

    assertStopped(life, "tokens", Leaf.CST_1);
    assertThat(Seen.toolPermits(life)).isZero();
    assertThat(life.state().spending().settled().tokens()).isEqualTo(50_001);
  }

  @Test
  void money_overspent_by_a_provider_stops_even_what_costs_nothing() {
    var life = Terms.budget(budget(MANY, 1_000_000, 3_000), effect("pay", KEYED));

    Seen.replied(life, PAY, new Usage(3_001, 0, 0));

    assertStopped(life, "cost", Leaf.CST_1);
  }

  @Test
  void a_budget_used_up_to_the_last_cent_allows_what_costs_nothing() {
    var life = Terms.budget(budget(MANY, 1_000_000, 3_000), effect("pay", KEYED));

    Seen.replied(life, PAY, new Usage(3_000, 0, 0));

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  @Test
  void a_budget_used_up_to_the_last_token_allows_what_needs_none() {
    var life = Terms.budget(budget(MANY, 50_000, 10_000_000), effect("pay", KEYED));

    Seen.replied(life, PAY, new Usage(49_990, 0, 10));

    assertThat(Seen.toolPermits(life)).isEqualTo(1);
  }

  @Test
  void a_brief_may_be_as_long_as_its_bound_and_not_longer() {
    var short_ = life("g");
    var room = short_.state().mandate().transcriptBytesMax() - short_.state().transcript().bytes();

    var fits = life("g".repeat((int) room + 1)).judge();
    assertThat(Seen.ruled(fits)).isEqualTo("permitted");
    assertThat(fits.state().transcript().bytes())
        .isEqualTo(fits.state().mandate().transcriptBytesMax());
    var longer = life("g".repeat((int) room + 2)).judge();
    assertStopped(longer, "brief-bytes", Leaf.CTX_5);
  }

  private static Life life(String goal) {
    var plain = TestCharters.of(List.of());
    return new Life(
        new Charter(goal, plain.agent(), plain.model(), List.of(), plain.bounds(), plain.rules()));
  }

  @ParameterizedTest
  @CsvSource({"2, permitted", "1, denied"})
  void steps(int steps, String ruling) {
    var life =
        Terms.budget(budget(new Counts(steps, 20, 20, 3), 1_000_000, 1_000_000), read("look"));

    proposed(life, call("look", "A")).returns("42");

    assertThat(Seen.ruled(life)).isEqualTo(ruling);
    if (ruling.equals("denied")) assertStopped(life, "steps", Leaf.PLN_6);
  }

  @ParameterizedTest
  @CsvSource({"2, permitted", "1, refused"})
  void model_calls_count_attempts(int calls, String ruling) {
    var life = Terms.budget(budget(new Counts(20, calls, 20, 3), 1_000_000, 1_000_000)).judge();

    life.record(new ModelFailed(life.permitted(), 1, ModelFault.OVERLOAD, "busy", null, null));
    life.after(Duration.ofMinutes(1)).judge();

    assertThat(Seen.ruled(life)).isEqualTo(ruling);
    if (ruling.equals("refused")) assertStopped(life, "model-calls", Leaf.CST_1);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "1, 1", "0, 0"})
  void tool_calls_are_told_to_the_model_and_do_not_stop_the_run(int calls, int permits) {
    var life =
        Terms.budget(budget(new Counts(20, 20, calls, 3), 1_000_000, 1_000_000), read("look"));

    proposed(life, call("look", "A"), call("look", "B"));

    assertThat(Seen.toolPermits(life)).isEqualTo(permits);
    if (permits < 2) {
      assertThat(Seen.denial(life).rule()).isEqualTo("tool-calls");
      assertThat(Seen.denial(life).consequence()).isEqualTo(Consequence.NEWS);
    }
    assertThat(life.state().status()).isEqualTo(Status.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({
    "10_000, 3_600_000, 0, permitted",
    "10_000, 3_600_000, 1, denied",
    "600_000, 10_000, 0, permitted",
    "600_000, 10_000, 1, denied"
  })
  void an_effect_needs_its_whole_timeout_within_time_and_deadline(
      String time, String deadline, long elapsed, String ruling) {
    var life = Terms.budget(budget(millis(time), millis(deadline)), effect("pay", KEYED));
    life.judge().after(Duration.ofMillis(elapsed));

    proposed(life, call("pay", "A"));

    assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("permitted") ? 1 : 0);
    if (ruling.equals("denied")) {
      assertStopped(life, "time", Leaf.CST_2);
      assertThat(Seen.denial(life).reason())
          .isEqualTo("budget.time is used up: 9999 ms left, this needs up to 10000 ms");
    }
  }

  @Test
  void a_read_is_cut_short_by_the_end_of_the_runs_time() {
    var life = Terms.budget(budget(Duration.ofSeconds(4), HOUR), read("look"));

    proposed(life, call("look", "A"));

    assertThat(Seen.events(life, CommandPermitted.class).getLast().reserved().time())
        .isEqualTo(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @CsvSource({"3_999, permitted", "4_000, denied"})
  void with_no_time_left_nothing_begins(String elapsed, String ruling) {
    var life = Terms.budget(budget(Duration.ofSeconds(4), HOUR), read("look"));
    life.judge().after(millis(elapsed));

    proposed(life, call("look", "A"));

    assertThat(Seen.toolPermits(life)).isEqualTo(ruling.equals("permitted") ? 1 : 0);
  }

  @Test
  void what_siblings_have_reserved_counts() {
    var pays = new Proposal[] {call("pay", "A"), call("pay", "B")};

    var fits =
        proposed(Terms.budget(budget(Duration.ofSeconds(20), HOUR), effect("pay", KEYED)), pays);
    assertThat(Seen.toolPermits(fits)).isEqualTo(2);
    var tight =
        proposed(Terms.budget(budget(Duration.ofMillis(19_999), HOUR), effect("pay", KEYED)), pays);
    assertThat(Seen.toolPermits(tight)).isEqualTo(1);
  }

  @Test
  void a_hold_reserves_nothing() {
    var life = proposed(Terms.autonomy(Autonomy.ASSIST, effect("pay", KEYED)), call("pay", "A"));

    assertThat(life.state().spending().reserved()).isEqualTo(Reservation.NONE);
  }

  @Test
  void the_worst_case_of_a_model_call_is_every_byte_and_the_longest_answer_at_its_price() {
    var life = Terms.budget(budget(MANY, 1_000_000, 10_000_000)).judge();
    var asked = life.state().permitted().getFirst().command();
    var read = life.state().briefTokensMax(asked);

    assertThat(worst().tokens()).isEqualTo(read + 100);
    assertThat(worst().costMicros()).isEqualTo(read + 200);
    assertThat(worst().time()).isEqualTo(Duration.ofSeconds(30));
  }

  private static Reservation worst() {
    var life = Terms.budget(budget(MANY, 1_000_000, 10_000_000)).judge();
    return Seen.events(life, CommandPermitted.class).getLast().reserved();
  }

  private static void assertStopped(Life life, String measure, Leaf leaf) {
    assertThat(Seen.denial(life).gate() + " " + Seen.denial(life).rule())
        .isEqualTo("budget " + measure);
    assertThat(Seen.denial(life).leaf()).isEqualTo(leaf);
    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  private static Budget budget(Counts counts, long tokens, long costMicros) {
    return new Budget(counts, tokens, costMicros, Duration.ofMinutes(10), HOUR);
  }

  private static Budget budget(Duration time, Duration deadline) {
    return new Budget(MANY, 1_000_000, 10_000_000, time, deadline);
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text.replace("_", "")));
  }
}
