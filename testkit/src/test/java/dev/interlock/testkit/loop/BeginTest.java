package dev.interlock.testkit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.failure.ResultVerdict;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Clocks;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.effect.Assessor;
import dev.interlock.runtime.effect.Dependencies;
import dev.interlock.runtime.effect.Equipment.Asked;
import dev.interlock.runtime.effect.Equipment.Models;
import dev.interlock.runtime.effect.ModelPerformer;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.Performers;
import dev.interlock.runtime.effect.ToolPerformer;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import dev.interlock.runtime.loop.RunDriver.Left;
import dev.interlock.runtime.loop.Standings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing begins on a permit that has run out, or after a switch was thrown. */
class BeginTest {
  private final World world = new World();
  private final List<ToolSource.Call> called = new ArrayList<>();
  private final List<ModelPort.Ask> asked = new ArrayList<>();
  private ToolSource.Answer answer = new ToolSource.Returned(Value.of("42"));

  /** How long the process stands still before each deed in turn; then not at all. */
  private final List<Duration> pauses = new ArrayList<>();

  private Runnable beforeBegin = () -> {};
  private final List<Instant> assessedAt = new ArrayList<>();
  private Function<String, @Nullable Assessment> assessments = _ -> null;

  @BeforeEach
  void the_real_performers_stand_before_a_played_world() {
    var tools = new PlayedTools();
    world.hands =
        new Performers(
            new ModelPerformer(
                new Models(List.of(new Asked("test", this::reply)), null),
                new Dependencies(),
                () -> world.now),
            new ToolPerformer(
                Map.of("look", tools, "pay", tools, "post", tools, "mail", tools),
                new PlayedAssessor(),
                new Dependencies(),
                () -> world.now),
            () -> world.now,
            permit ->
                Standings.objection(world.state().mandate(), permit, world.store.switches().read()),
            this::passing);
  }

  @Test
  void at_its_last_moment_a_deed_may_begin() {
    pauses.add(Duration.ofSeconds(2));

    assertThat(world.answers("done").begins(Autonomy.BOUNDED)).isEqualTo(Left.ENDED);

    assertThat(asked).hasSize(1);
    assertThat(world.events(ModelFailed.class)).isEmpty();
  }

  @Test
  void a_model_call_whose_permit_ran_out_is_not_begun_and_is_permitted_anew() {
    pauses.add(Duration.ofSeconds(2).plusNanos(1_000));

    assertThat(world.answers("done").begins(Autonomy.BOUNDED)).isEqualTo(Left.ENDED);

    assertThat(asked).hasSize(1);
    assertThat(world.events(ModelFailed.class).getFirst().fault()).isEqualTo(ModelFault.NOT_BEGUN);
  }

  @Test
  void a_tool_call_whose_permit_ran_out_is_not_begun_and_leaves_no_doubt() {
    pauses.addAll(List.of(Duration.ZERO, Duration.ofSeconds(3)));

    world.proposes("mail").answers("done").begins(Autonomy.BOUNDED);

    assertThat(world.events(ToolFailed.class).getFirst().fault()).isEqualTo(ToolFault.NOT_BEGUN);
    assertThat(world.events(OutcomeUnknown.class)).isEmpty();
    assertThat(called).hasSize(1);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_switch_thrown_after_the_permit_and_before_the_deed_keeps_it_from_beginning() {
    world.proposes("mail");
    beforeBegin = () -> beforeBegin = () -> stop("mail");

    assertThat(world.begins(Autonomy.BOUNDED)).isEqualTo(Left.PARKED);

    assertThat(called).isEmpty();
    var failed = world.events(ToolFailed.class).getFirst();
    assertThat(failed.message()).isEqualTo("the switch on tool mail was thrown: incident");
    assertThat(world.status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void a_switch_on_another_tool_does_not() {
    world.proposes("mail").answers("done");
    beforeBegin = () -> beforeBegin = () -> stop("pay");

    assertThat(world.begins(Autonomy.BOUNDED)).isEqualTo(Left.ENDED);

    assertThat(called).hasSize(1);
  }

  @Test
  void a_query_whose_permit_ran_out_has_failed_and_is_asked_again() {
    answer = new ToolSource.Failed(ToolFault.TIMEOUT, "no answer", null);
    pauses.addAll(List.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(3)));
    beforeBegin =
        () -> {
          if (called.size() == 1) answer = new ToolSource.Returned(Value.of("found"));
        };

    world.proposes("post").answers("done").begins(Autonomy.BOUNDED);

    assertThat(world.events(QueryFailed.class).getFirst().fault()).isEqualTo(ToolFault.NOT_BEGUN);
    assertThat(called.stream().map(ToolSource.Call::tool)).containsExactly("post", "look");
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void every_attempt_of_a_command_carries_the_same_key() {
    answer = new ToolSource.Failed(ToolFault.NETWORK, "reset", null);
    beforeBegin =
        () -> {
          if (called.size() == 1) answer = new ToolSource.Returned(Value.of("paid"));
        };

    world.proposes("pay").answers("done").begins(Autonomy.BOUNDED);

    var keys = called.stream().map(call -> call.arguments().get("key").orElseThrow()).toList();
    assertThat(keys).hasSize(2);
    assertThat(keys.get(0)).isEqualTo(keys.get(1));
    var id = world.events(OutcomeUnknown.class).getFirst().command();
    assertThat(keys.getFirst()).isEqualTo(Value.of(ToolPerformer.key(World.RUN, id)));
    assertThat(called.stream().map(call -> call.context().attempt())).containsExactly(1, 2);
  }

  @Test
  void a_call_with_a_key_waits_until_a_clock_that_was_set_back_has_caught_up() {
    var back = Duration.ofMinutes(10);
    beforeBegin = () -> beforeBegin = () -> setBack(back);

    assertThat(world.proposes("pay").answers("done").begins(Autonomy.BOUNDED))
        .isEqualTo(Left.PARKED);

    assertThat(called).isEmpty();
    var failed = world.events(ToolFailed.class).getFirst();
    assertThat(failed.fault()).isEqualTo(ToolFault.NOT_BEGUN);
    assertThat(failed.message()).isEqualTo("the clock is behind the journal by 600000 ms");
    assertThat(world.status()).isEqualTo(Status.WAITING_TIMER);

    assertThat(world.after(back).resumes()).contains(Left.ENDED);
    assertThat(called).hasSize(1);
  }

  @Test
  void clocks_of_processes_may_differ_by_a_quarter_of_a_second() {
    beforeBegin = () -> beforeBegin = () -> setBack(Clocks.SKEW_MAX);

    world.proposes("pay").answers("done").begins(Autonomy.BOUNDED);

    assertThat(called).hasSize(1);
    assertThat(world.events(ToolFailed.class)).isEmpty();
  }

  @Test
  void a_call_without_a_key_does_not_wait_for_a_clock_that_was_set_back() {
    beforeBegin = () -> beforeBegin = () -> setBack(Duration.ofMinutes(10));

    world.proposes("mail").answers("done").begins(Autonomy.BOUNDED);

    assertThat(called).hasSize(1);
  }

  private void setBack(Duration by) {
    beforeBegin = () -> {};
    world.now = world.now.minus(by);
  }

  @Test
  void a_result_of_any_size_and_any_numbers_is_kept_whole_beside_its_entry() {
    var rows = Value.of(new BigDecimal("12.50"));
    var large = Value.of(Map.of("price", rows, "text", Value.of("x".repeat(80_000))));
    answer = new ToolSource.Returned(large);

    assertThat(world.proposes("look").answers("done").begins(Autonomy.BOUNDED))
        .isEqualTo(Left.ENDED);

    var payload = world.store.writes.stream().flatMap(one -> one.payloads().keySet().stream());
    assertThat(payload).hasSize(1).allMatch(digest -> world.store.payload(digest).isPresent());
  }

  @Test
  void a_result_as_deep_as_what_is_read_may_be_is_kept() {
    answer = new ToolSource.Returned(nested(200));

    assertThat(world.proposes("look").answers("done").begins(Autonomy.BOUNDED))
        .isEqualTo(Left.ENDED);

    assertThat(world.events(ToolReturned.class).getFirst().result())
        .isEqualTo(new Content.Inline(nested(200)));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 100_000})
  void a_read_that_built_a_deeper_result_has_failed(int levels) {
    answer = new ToolSource.Returned(nested(levels));

    assertThat(world.proposes("look").answers("done").begins(Autonomy.BOUNDED))
        .isEqualTo(Left.ENDED);

    var failed = world.events(ToolFailed.class).getFirst();
    assertThat(failed.fault()).isEqualTo(ToolFault.MALFORMED);
    assertThat(failed.message()).isEqualTo("the result has more than 200 levels");
  }

  @Test
  void an_effect_that_built_a_deeper_result_has_happened_and_its_result_is_dropped() {
    answer = new ToolSource.Returned(nested(100_000));

    assertThat(world.proposes("mail").answers("done").begins(Autonomy.BOUNDED))
        .isEqualTo(Left.ENDED);

    assertThat(world.events(ToolReturned.class).getFirst().result())
        .isEqualTo(
            new Content.Inline(
                Value.of(Map.of("dropped", Value.of("the result has more than 200 levels")))));
  }

  @Test
  void the_result_of_an_effect_that_was_dropped_may_not_be_relied_on() {
    answer = new ToolSource.Returned(nested(100_000));
    world.proposes("mail").answers("done").begins(Autonomy.BOUNDED);
    assertThat(assessed().inWords()).isEqualTo("INVALID: the result has more than 200 levels");
    assertThat(assessed().flaws().getFirst().fault()).isEqualTo(ResultFault.UNREADABLE);
  }

  @Test
  void the_result_of_an_effect_that_is_too_large_may_not_be_relied_on() {
    answer = new ToolSource.Returned(Value.of("x".repeat(200_000)));
    world.proposes("mail").answers("done").begins(Autonomy.BOUNDED);
    assertThat(assessed().flaws().getFirst().fault()).isEqualTo(ResultFault.TOO_LARGE);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_result_that_cannot_be_assessed_is_not_complete_and_its_call_is_done() {
    assessments =
        tool -> {
          throw new IllegalStateException(tool + " is beyond me");
        };

    world.proposes("mail").answers("done").begins(Autonomy.BOUNDED);

    assertThat(assessed().verdict()).isEqualTo(ResultVerdict.UNKNOWN);
    assertThat(assessed().inWords()).contains("could not be assessed", "mail is beyond me");
    assertThat(called).hasSize(1);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_flawed_result_of_a_read_is_not_asked_for_again_by_itself() {
    assessments = _ -> Assessment.of(ResultFault.INCOMPLETE, "half");

    world.proposes("look").answers("done").begins(Autonomy.BOUNDED);

    assertThat(assessed().verdict()).isEqualTo(ResultVerdict.PARTIAL);
    assertThat(called).hasSize(1);
  }

  @Test
  void a_result_is_assessed_by_the_journals_clock() {
    beforeBegin = () -> setBack(Duration.ofMinutes(5));
    var journal = world.now;

    world.proposes("look").answers("done").begins(Autonomy.BOUNDED);

    assertThat(assessedAt).isNotEmpty().allMatch(at -> !at.isBefore(journal));
  }

  @Test
  void a_query_whose_answer_may_not_be_relied_on_has_told_nothing() {
    answer = new ToolSource.Failed(ToolFault.TIMEOUT, "no answer", null);
    beforeBegin =
        () -> {
          if (called.size() == 1) answer = new ToolSource.Returned(Value.of("found"));
        };
    assessments =
        _ -> called.size() > 2 ? null : Assessment.of(ResultFault.OUTDATED, "of yesterday");

    world.proposes("post").answers("done").begins(Autonomy.BOUNDED);

    assertThat(world.events(QueryFailed.class).getFirst().message())
        .isEqualTo("STALE: of yesterday");
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  private Assessment assessed() {
    return Objects.requireNonNull(world.events(ToolReturned.class).getFirst().assessment());
  }

  @Test
  void a_query_that_built_a_deeper_answer_has_told_nothing() {
    answer = new ToolSource.Failed(ToolFault.TIMEOUT, "no answer", null);
    beforeBegin =
        () -> {
          if (called.size() == 1) answer = new ToolSource.Returned(nested(201));
          if (called.size() == 2) answer = new ToolSource.Returned(Value.of("found"));
        };

    world.proposes("post").answers("done").begins(Autonomy.BOUNDED);

    assertThat(world.events(QueryFailed.class).getFirst().fault()).isEqualTo(ToolFault.MALFORMED);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  /** Asks of results what a test says. */
  private final class PlayedAssessor implements Assessor {
    @Override
    public boolean happened(String tool, Value answer) {
      return true;
    }

    @Override
    public @Nullable Assessment assess(
        String tool, Value.Obj arguments, ToolSource.Returned returned, Instant at) {
      assessedAt.add(at);
      return assessments.apply(tool);
    }
  }

  private static Value nested(int levels) {
    Value value = new Value.Arr(List.of());
    for (var level = 1; level < levels; level++) value = new Value.Arr(List.of(value));
    return value;
  }

  private ModelPort.Answer reply(ModelPort.Ask ask) {
    asked.add(ask);
    return new ModelPort.Replied(world.replies.removeFirst(), "model", null);
  }

  private void passing(Point point) {
    if (point != Point.BEFORE_BEGIN) return;
    beforeBegin.run();
    if (!pauses.isEmpty()) world.after(pauses.removeFirst());
  }

  private void stop(String tool) {
    assertThat(
            world
                .store
                .switches()
                .stop(
                    new Thrown(
                        Kind.TOOL,
                        tool,
                        "incident",
                        new Signed("ada", "root", Instant.EPOCH),
                        false)))
        .isPositive();
  }

  private final class PlayedTools implements ToolSource {
    @Override
    public List<Descriptor> describe() {
      return List.of();
    }

    @Override
    public Answer call(Call call) {
      called.add(call);
      return answer;
    }

    @Override
    public void close() {}
  }
}
