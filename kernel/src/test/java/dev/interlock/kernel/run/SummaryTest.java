package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Fold;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.TurnsSummarised;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The small model puts old turns in fewer words. */
class SummaryTest {
  private static final ModelTerms SMALL =
      new ModelTerms(
          "openai/small", new Price(7_000_000, 0, 7_000_000), 50, Duration.ofSeconds(9), 2);

  private final Life life = new Life(charter(SMALL)).judge();

  @Test
  void a_long_conversation_is_summarised_before_the_model_is_asked_again() {
    fill();

    assertThat(((CommandPermitted) life.last()).model()).isEqualTo("openai/small");
    var before = life.state().transcript();
    var inputs = inputs();
    life.record(summary(inputs, "It was looked at; [entry 6] says 42.")).judge();

    assertThat(current()).isInstanceOf(AskModel.class);
    var after = life.state().transcript();
    assertThat(after.bytes()).isLessThan(before.bytes() / 2);
    assertThat(after.messages().getFirst()).isEqualTo(before.messages().getFirst());
    assertThat(after.messages().get(1))
        .isEqualTo(
            new Message.FromSummary(
                inputs.getFirst().entry(),
                inputs.getLast().entry(),
                "It was looked at; [entry 6] says 42."));
    assertThat(after.messages().subList(2, after.messages().size()))
        .isEqualTo(before.messages().subList(1 + inputs.size(), before.messages().size()));
  }

  @Test
  void the_small_model_is_shown_the_goal_and_the_old_turns_and_no_tools() {
    fill();
    var brief = life.state().brief(current());

    assertThat(brief.tools()).isEmpty();
    assertThat(brief.messages()).hasSize(1);
    var text = ((Message.FromUser) brief.messages().getFirst()).text();
    assertThat(text).contains("find out").contains("look").contains("[entry 3]");
    assertThat(life.state().brief().tools()).hasSize(1);
  }

  @Test
  void a_summary_costs_what_the_small_model_costs_and_is_no_turn() {
    fill();
    var spent = life.state().spending().settled().costMicros();
    var turn = life.state().course().turn();
    life.record(summary(inputs(), "short"));

    assertThat(life.state().spending().settled().costMicros() - spent).isEqualTo(7 * 110);
    assertThat(life.state().course().turn()).isEqualTo(turn);
    assertThat(life.state().spending().reserved()).isEqualTo(Reservation.NONE);
  }

  @Test
  void where_the_small_model_fails_old_turns_are_left_out_and_the_run_goes_on() {
    fill();
    for (var attempt = 1; attempt <= 2; attempt++) {
      assertThat(current()).isInstanceOf(Summarise.class);
      life.record(
          new ModelFailed(life.permitted(), attempt, ModelFault.OVERLOAD, "no", null, null));
      life.after(Duration.ofMinutes(1)).judge();
    }

    assertThat(current()).isInstanceOf(AskModel.class);
    assertThat(life.state().transcript().bytes())
        .isLessThanOrEqualTo(life.state().transcript().bytesMax() / 2);
  }

  @Test
  void a_summary_of_what_is_not_there_any_more_changes_nothing() {
    fill();
    var before = life.state().transcript();
    var other = inputs().subList(1, inputs().size());
    life.record(summary(other, "of something else"));

    assertThat(life.state().transcript()).isEqualTo(before);
    assertThat(life.judge().state().permitted().getFirst().command()).isInstanceOf(AskModel.class);
  }

  @Test
  void a_summary_that_is_longer_than_what_it_stands_for_is_cut() {
    fill();
    life.record(summary(inputs(), "word ".repeat(20_000)));

    var transcript = life.state().transcript();
    assertThat(transcript.bytes()).isLessThanOrEqualTo(transcript.bytesMax() / 2);
  }

  @Test
  void a_later_summary_takes_the_earlier_one_in() {
    fill();
    life.record(summary(inputs(), "first part")).judge();
    fill();

    var inputs = inputs();
    var brief = life.state().brief(current());
    assertThat(((Message.FromUser) brief.messages().getFirst()).text()).contains("first part");
    life.record(summary(inputs, "both parts"));
    assertThat(life.state().transcript().messages().get(1))
        .isEqualTo(new Message.FromSummary(3, inputs.getLast().entry(), "both parts"));
  }

  @Test
  void without_a_small_model_old_results_are_left_out_as_they_are() {
    var plain = new Life(charter(null)).judge();
    for (var turn = 0; turn < 30; turn++) looks(plain, turn);

    assertThat(plain.state().permitted().getFirst().command()).isInstanceOf(AskModel.class);
    assertThat(plain.state().transcript().messages())
        .noneMatch(Message.FromSummary.class::isInstance);
  }

  private void fill() {
    for (var turn = 0; turn < 30 && !(current() instanceof Summarise); turn++) looks(life, turn);
  }

  private static void looks(Life life, int turn) {
    life.proposes("look", Map.of("turn", Value.of(life.state().sequence() + turn)));
    life.returns("result " + life.state().sequence() + "w".repeat(900));
  }

  private Command current() {
    return life.state().permitted().getFirst().command();
  }

  private List<Fold.Input> inputs() {
    return life.state().transcript().fold().orElseThrow().inputs();
  }

  private TurnsSummarised summary(List<Fold.Input> inputs, String text) {
    return new TurnsSummarised(
        life.permitted(), 1, text, inputs, "small", "small", new Usage(100, 0, 10), Duration.ZERO);
  }

  private static Charter charter(@Nullable ModelTerms small) {
    var budget =
        new Bounds.Budget(
            new Bounds.Counts(200, 200, 200, 3),
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
