package dev.interlock.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** One model after the other. */
class ChainTest {
  private static final ModelTerms FIRST = terms("openai/first", 1_000_000, 1);
  private static final ModelTerms SECOND = terms("google/second", 10_000_000, 1);
  private static final ModelTerms THIRD = terms("ollama/third", 100_000_000, 1);

  private final Life life = new Life(charter(FIRST, SECOND, THIRD)).judge();

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CONTENT_FILTER", "CRASH", "NOT_BEGUN"})
  void a_model_that_cannot_answer_gives_way_to_the_one_behind_it(ModelFault fault) {
    fail(fault, null);

    assertThat(asked().rank()).isEqualTo(1);
    assertThat(asked().turn()).isEqualTo(1);
    assertThat(((CommandPermitted) life.last()).model()).isEqualTo("google/second");
  }

  @Test
  void what_a_filter_has_judged_no_other_model_is_asked_to_overrule() {
    fail(ModelFault.CONTENT_FILTER, null);

    assertThat(life.state().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void a_model_whose_call_was_lost_is_asked_again_itself() {
    fail(ModelFault.CRASH, null);

    assertThat(asked().rank()).isZero();
  }

  @Test
  void when_the_last_one_fails_the_run_does() {
    fail(ModelFault.OVERLOAD, null);
    fail(ModelFault.UNAUTHENTICATED, null);
    fail(ModelFault.TIMEOUT, null);

    assertThat(life.state().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void attempts_are_counted_for_each_model_apart() {
    var patient = new Life(charter(terms("openai/first", 1, 2), terms("google/second", 1, 2)));
    patient.judge();
    for (var rank : List.of(0, 0, 1, 1)) {
      var pending = patient.state().permitted().getFirst();
      assertThat(((AskModel) pending.command()).rank()).isEqualTo(rank);
      patient.record(failure(patient, ModelFault.OVERLOAD, null));
      patient.after(Duration.ofMinutes(1)).judge();
    }
    assertThat(patient.state().status()).isEqualTo(Status.FAILED);
    assertThat(patient.state().spending().modelCalls()).isEqualTo(4);
  }

  @Test
  void a_provider_that_wants_to_be_left_alone_for_long_is_not_waited_for() {
    var patient = new Life(charter(terms("openai/first", 1, 3), SECOND)).judge();
    patient.record(failure(patient, ModelFault.RATE_LIMIT, Duration.ofSeconds(10))).judge();
    assertThat(patient.state().status()).isEqualTo(Status.WAITING_TIMER);

    patient.after(Duration.ofSeconds(10)).judge();
    patient.record(failure(patient, ModelFault.RATE_LIMIT, Duration.ofSeconds(11))).judge();
    assertThat(((CommandPermitted) patient.last()).model()).isEqualTo("google/second");
  }

  @Test
  void the_next_turn_begins_with_the_first_model_again() {
    fail(ModelFault.OVERLOAD, null);
    life.proposes("nothing_of_the_kind");

    assertThat(asked().rank()).isZero();
    assertThat(asked().turn()).isEqualTo(2);
  }

  @Test
  void each_model_is_reserved_and_charged_at_its_own_price() {
    fail(ModelFault.OVERLOAD, null);
    var worst = ((CommandPermitted) life.last()).reserved();
    assertThat(worst.costMicros()).isEqualTo(worst.tokens() * 10);

    life.record(replied("second", "second", new Usage(100, 0, 10)));
    assertThat(life.state().spending().settled().costMicros()).isEqualTo(1_100);
    assertThat(life.state().spending().reserved()).isEqualTo(Reservation.NONE);
  }

  @Test
  void one_name_cannot_have_two_prices() {
    assertThatThrownBy(() -> charter(FIRST, terms("openai/first", 2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two prices of openai/first");
  }

  @Test
  void a_model_that_answers_under_another_name_is_a_drift() {
    assertThat(shown("gpt-5-mini", "gpt-5-mini")).isNull();
    assertThat(shown("gpt-5-mini", "gpt-5-mini-2025-08-07")).isNull();
    assertThat(shown("claude-haiku-4-5", "claude-haiku-4-5-20251001")).isNull();
    assertThat(shown("gemini-3-flash", "models/gemini-3-flash-001")).isNull();
    assertThat(shown("qwen3", "qwen3:latest")).isNull();
    assertThat(shown("qwen3:8b", "qwen3:8b")).isNull();
    assertThat(shown("gpt-5", "gpt-5-mini")).isEqualTo(Leaf.REL_6);
    assertThat(shown("gpt-5-mini", "gpt-4o")).isEqualTo(Leaf.REL_6);
    assertThat(shown("gpt-5-mini", "")).isEqualTo(Leaf.REL_6);
  }

  private @Nullable Leaf shown(String asked, String answered) {
    return shown(asked, answered, new Usage(10, 0, 5));
  }

  @Test
  void usage_that_is_not_said_is_a_wrong_account() {
    assertThat(shown("gpt-5", "gpt-5", null)).isEqualTo(Leaf.CST_5);
  }

  private @Nullable Leaf shown(String asked, String answered, @Nullable Usage usage) {
    return Failures.of(replied(asked, answered, usage)).map(Failures.Shown::leaf).orElse(null);
  }

  private ModelReplied replied(String asked, String answered, @Nullable Usage usage) {
    var reply = new ModelReply("done", List.of());
    return new ModelReplied(
        life.permitted(), 1, reply, answered, asked, usage, Duration.ZERO, null);
  }

  private void fail(ModelFault fault, @Nullable Duration retryAfter) {
    var _ = life.record(failure(life, fault, retryAfter)).judge();
  }

  private static ModelFailed failure(Life life, ModelFault fault, @Nullable Duration retryAfter) {
    return new ModelFailed(life.permitted(), 1, fault, "no", retryAfter, null);
  }

  private AskModel asked() {
    return (AskModel) life.state().permitted().getFirst().command();
  }

  private static ModelTerms terms(String use, long price, int attempts) {
    return new ModelTerms(
        use, new Price(price, price, price), 100, Duration.ofSeconds(30), attempts);
  }

  private static Charter charter(ModelTerms first, ModelTerms... behind) {
    var plain =
        TestCharters.of(List.of(), TestCharters.bounds(Autonomy.BOUNDED), TestCharters.rules());
    return new Charter(
        plain.goal(),
        plain.agent(),
        first,
        List.of(behind),
        null,
        plain.tools(),
        plain.bounds(),
        plain.rules());
  }
}
