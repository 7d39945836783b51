package dev.interlock.cli.endtoend;

import static dev.interlock.cli.endtoend.Misbehaviour.CREDITED;
import static dev.interlock.cli.endtoend.Says.call;
import static dev.interlock.cli.endtoend.Says.credit;
import static dev.interlock.cli.endtoend.Says.done;
import static dev.interlock.cli.endtoend.Says.look;
import static dev.interlock.cli.endtoend.Says.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.model.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money, tokens, steps and time, as the owner set them, against a model that heeds none. */
class LimitsTest {

  @TempDir Path folder;

  @Test
  void usage_that_nobody_told_is_charged_at_the_worst_case_and_shown_apart() {
    Misbehaviour.of("missing usage")
        .says(credit().withoutUsage(), done())
        .does(CREDITED)
        .shows("CST-5")
        .besides((_, ended) -> {
          var worst = number(ended, "cost.worstCaseUsdMicros");
          assertThat(worst).isGreaterThan(5_000);
          // 100 tokens in and 20 out of the second call, which did tell
          assertThat(number(ended, "cost.usdMicros")).isEqualTo(worst + 300);
          assertThat(number(ended, "cost.tokensIn")).isEqualTo(100);
          assertThat(number(ended, "cost.unsettledUsdMicros")).isZero();
        })
        .happen(folder);
  }

  @Test
  void usage_above_the_reservation_is_recorded_and_stops_the_run_at_its_next_permit() {
    Misbehaviour.of("usage above the reservation")
        .says(credit().costing(2_000_000, 0, 20), done())
        .with("budget.tokens=100000000")
        .ends(Status.STOPPED, 13)
        .shows("CST-1")
        .besides((desk, ended) -> {
          assertThat(number(ended, "cost.usdMicros")).isEqualTo(2_000_200);
          assertThat(desk.model.requests()).hasSize(1);
        })
        .happen(folder);
  }

  @Test
  void a_budget_of_money_that_is_too_small_stops_the_run_before_any_request() {
    Misbehaviour.of("a tenth of a cent")
        .with("budget.cost=0.001 USD")
        .forEver(credit())
        .ends(Status.STOPPED, 13)
        .shows("CST-1")
        .besides((desk, ended) -> {
          assertThat(desk.model.requests()).isEmpty();
          assertThat(ended.text("reason")).startsWith("budget.cost is used up: 1000 ");
        })
        .happen(folder);
  }

  @Test
  void a_budget_of_tokens_that_is_too_small_stops_the_run_before_any_request() {
    Misbehaviour.of("a hundred tokens")
        .with("budget.tokens=100")
        .forEver(credit())
        .ends(Status.STOPPED, 13)
        .shows("CST-1")
        .besides((desk, _) -> assertThat(desk.model.requests()).isEmpty())
        .happen(folder);
  }

  @Test
  void steps_that_are_used_up_stop_the_run_and_what_was_done_stays_done() {
    Misbehaviour.of("two steps")
        .with("budget.steps=2")
        .says(look(), credit(), done())
        .ends(Status.STOPPED, 13)
        .shows("PLN-6")
        .does(CREDITED)
        .besides((desk, _) -> assertThat(desk.model.requests()).hasSize(2))
        .happen(folder);
  }

  @Test
  void model_calls_that_are_used_up_stop_the_run() {
    Misbehaviour.of("two model calls, one of which fails")
        .with("budget.model-calls=2")
        .says(refusal(500, "x"), credit(), done())
        .ends(Status.STOPPED, 13)
        .shows("TOL-5", "CST-1")
        .does(CREDITED)
        .happen(folder);
  }

  @Test
  void tool_calls_that_are_used_up_are_refused_and_the_model_may_still_answer() {
    Misbehaviour.of("one tool call")
        .with("budget.tool-calls=1")
        .says(look(), credit(), done())
        .shows("CST-1")
        .besides((desk, _) ->
            assertThat(desk.model.requests().get(2).body())
                .contains("budget.tool-calls is used up"))
        .happen(folder);
  }

  @Test
  void a_deadline_stops_the_run_while_the_model_still_thinks() {
    Misbehaviour.of("a deadline of three seconds, of which an effect may need one")
        .with("budget.deadline=3s", "tools[0].allow.credit.timeout=1s")
        .says(credit())
        .forEver(Behaviour.hang())
        .ends(Status.STOPPED, 13)
        .shows("CST-2")
        .does(CREDITED)
        .besides((_, ended) -> assertThat(number(ended, "durationMs")).isBetween(3_000L, 8_000L))
        .happen(folder);
  }

  @Test
  void time_that_is_used_up_stops_the_run() {
    Misbehaviour.of("a second of work")
        .with("budget.time=1s", "model.attempts=10")
        .forEver(done().after(Duration.ofMillis(1500)))
        .ends(Status.STOPPED, 13)
        .shows("CST-2")
        .happen(folder);
  }

  @Test
  void turns_without_news_stop_the_run() {
    var turn = new AtomicInteger();
    Behaviour always = request -> unknownCall(turn.incrementAndGet()).perform(request);
    Misbehaviour.of("a new unknown tool in each turn")
        .with("budget.repairs=100", "stall-turns-max=3")
        .forEver(always)
        .ends(Status.STOPPED, 13)
        .shows("SAF-6", "PLN-3")
        .happen(folder);
  }

  @Test
  void a_brief_that_is_too_long_for_the_model_is_sent_again_shorter() {
    Misbehaviour.of("context overflow")
        .says(say("a"), say("b"), say("c"), refusal(400, "context_length_exceeded"), done())
        .shows("CTX-5")
        .besides((desk, _) -> {
          var refused = desk.model.requests().get(3).body();
          var mended = desk.model.requests().get(4).body();
          assertThat(mended.length()).isLessThan(refused.length() - 3_000);
          assertThat(mended).contains("Credit account a-1 with 5");
        })
        .happen(folder);
  }

  @Test
  void a_brief_that_is_too_long_however_short_fails_the_run() {
    Misbehaviour.of("context overflow for ever")
        .with("model.attempts=2")
        .forEver(refusal(400, "context_length_exceeded"))
        .ends(Status.FAILED, 12)
        .shows("CTX-5")
        .happen(folder);
  }

  private static Behaviour say(String word) {
    return call("say", "{\"text\":\"" + word.repeat(4_000) + "\"}");
  }

  private static Behaviour unknownCall(int number) {
    return call("wire_" + number, "{}");
  }

  private static long number(Ended ended, String path) {
    return Long.parseLong(ended.text(path));
  }
}
