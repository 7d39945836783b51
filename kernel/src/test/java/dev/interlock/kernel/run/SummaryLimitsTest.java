package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.DeadlinePassed;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.RunContinued;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A summary is a model call like any other: judged, reserved, and left out if need be. */
class SummaryLimitsTest {

  @Test
  void a_summary_reserves_what_the_small_model_is_shown_and_may_answer() {
    var life = filled(200);
    var summarise = life.state().permitted().getFirst().command();
    var brief = life.state().brief(summarise);

    var worst = ((CommandPermitted) life.last()).reserved();

    assertThat(worst.tokens()).isGreaterThan(bytes(brief)).isLessThan(bytes(brief) + 500);
    assertThat(worst.costMicros()).isEqualTo(worst.tokens() * 7);
  }

  @Test
  void where_no_model_call_is_left_no_summary_is_made_and_the_run_stops() {
    var calls = filled(200).state().spending().modelCalls() - 1;

    var life = filled(calls);

    assertThat(life.state().spending().modelCalls()).isEqualTo(calls);
    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
    var denials =
        life.entries().stream()
            .map(Entry::event)
            .filter(CommandDenied.class::isInstance)
            .map(event -> ((CommandDenied) event).denial().rule());
    assertThat(denials).containsExactly("model-calls", "model-calls");
  }

  @Test
  void a_summary_that_was_cut_short_says_nothing_to_the_other_model() {
    var life = filled(200);
    var before = life.state().transcript();

    life.record(failure(life, ModelFault.TRUNCATED));

    assertThat(life.state().transcript()).isEqualTo(before);
  }

  @Test
  void a_run_that_heads_for_its_end_asks_nobody_in_the_place_of_a_summary() {
    var life = filled(200);
    life.record(new DeadlinePassed()).record(failure(life, ModelFault.OVERLOAD)).judge();

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void a_paused_run_asks_nobody_in_the_place_of_a_summary_until_it_goes_on() {
    var life = filled(200);
    life.record(new RunPaused("ann", "lunch"));
    life.record(failure(life, ModelFault.UNAUTHENTICATED)).judge();
    assertThat(life.state().pending()).isEmpty();
    assertThat(life.state().status()).isEqualTo(Status.PAUSED);

    life.record(new RunContinued("ann")).judge();

    assertThat(life.state().permitted()).hasSize(1);
  }

  @Test
  void a_summary_that_may_not_be_tried_again_is_left_out() {
    var life = filled(200);
    life.record(failure(life, ModelFault.OVERLOAD));
    var all = new Facts.Switch("all", null, "an incident", true);

    life.knowing(facts -> stopped(facts, all)).after(Duration.ofMinutes(1)).judge();

    assertThat(life.state().status()).isEqualTo(Status.STOPPED);
  }

  private static Facts stopped(Facts facts, Facts.Switch thrown) {
    return new Facts(
        facts.at(),
        new Facts.Standing(facts.standing().permissions(), 1, List.of(thrown)),
        facts.violations(),
        facts.policy(),
        facts.answer(),
        facts.evaluators());
  }

  private static ModelFailed failure(Life life, ModelFault fault) {
    return new ModelFailed(life.permitted(), 1, fault, "no", null, null);
  }

  private static long bytes(Brief brief) {
    var text = ((Message.FromUser) brief.messages().getFirst()).text();
    return Utf8.length(brief.instructions()) + Utf8.length(text);
  }

  /** A life that has come to the point at which old turns are put in fewer words. */
  private static Life filled(int modelCalls) {
    var life = new Life(charter(modelCalls)).judge();
    while (!life.state().over()
        && !(life.state().permitted().getFirst().command() instanceof Summarise)) {
      life.proposes("look", Map.of("turn", Value.of(life.state().sequence())));
      life.returns("result " + life.state().sequence() + "w".repeat(900));
    }
    return life;
  }

  private static Charter charter(int modelCalls) {
    var small =
        new ModelTerms(
            "openai/small", new Price(7_000_000, 0, 7_000_000), 50, Duration.ofSeconds(9), 2);
    var budget =
        new Bounds.Budget(
            new Bounds.Counts(200, modelCalls, 200, 3),
            100_000_000,
            1_000_000_000,
            Duration.ofHours(2),
            Duration.ofHours(10));
    var bounds = new Bounds(Autonomy.BOUNDED, budget, 4_000, 50, Map.of());
    var plain = TestCharters.of(List.of(read("look")), bounds, TestCharters.rules());
    return new Charter(
        plain.goal(),
        plain.agent(),
        plain.model(),
        List.of(),
        small,
        plain.tools(),
        plain.bounds(),
        plain.rules());
  }
}
