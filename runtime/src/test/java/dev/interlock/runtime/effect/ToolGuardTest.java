package dev.interlock.runtime.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Dependency.Changes;
import dev.interlock.runtime.effect.Dependency.Kind;
import dev.interlock.runtime.effect.Dependency.Phase;
import dev.interlock.runtime.effect.ToolGuard.Caller;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolGuardTest {
  private static final Answer WELL = new Returned(Value.of("42"));
  private static final Answer DOWN = new Failed(ToolFault.UNAVAILABLE, "down", null);
  private static final Caller FIRST = new Caller("a", false);
  private static final int ATTEMPTS = 3;

  private final Dependencies dependencies = new Dependencies();
  private final List<Answer> inside = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private final Tools shop = new Tools();
  private Flow flow = Flow.FREE;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ToolGuard guard = new ToolGuard(dependencies, () -> now);

  @Test
  void after_five_outages_in_a_row_a_tool_is_left_alone_for_30_s_by_every_run() {
    shop.answer = DOWN;
    for (var run = 0; run < 5; run++) assertThat(fault(first())).isEqualTo(ToolFault.UNAVAILABLE);

    pass(Duration.ofSeconds(10));
    assertThat(refused("")) // whose key is spread by nothing
        .isEqualTo(
            new Failed(
                ToolFault.CIRCUIT_OPEN,
                "look failed too often of late and was not called",
                Duration.ofSeconds(20)));
    assertThat(shop.calls).isEqualTo(5);
  }

  @Test
  void those_that_wait_for_a_tool_do_not_come_back_together() {
    shop.answer = DOWN;
    callFirst(5);

    var waits =
        IntStream.range(0, 100)
            .mapToObj(run -> refused("run" + run + "-1.2.0").retryAfter())
            .toList();
    assertThat(waits)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(36)));
    assertThat(waits.stream().map(Duration::toSeconds).distinct())
        .containsExactlyInAnyOrder(30L, 31L, 32L, 33L, 34L, 35L);
    assertThat(refused("run7-1.2.0").retryAfter()).isEqualTo(waits.get(7));
  }

  @Test
  void what_is_held_back_and_what_changes_is_counted() {
    shop.answer = DOWN;
    assertThat(dependencies.seen()).isEmpty();
    callFirst(4);
    assertThat(look()).isEqualTo(look(Phase.CLOSED, null, new Changes(0, 0, 0, 0)));

    callFirst(3);
    var opened = now.plusSeconds(30);
    assertThat(look()).isEqualTo(look(Phase.OPEN, opened, new Changes(1, 0, 0, 2)));

    pass(Duration.ofSeconds(30));
    shop.meanwhile = () -> phases.add(look().circuit());
    callFirst(1);
    assertThat(phases).containsExactly(Phase.HALF_OPEN);
    assertThat(look()).isEqualTo(look(Phase.OPEN, now.plusSeconds(30), new Changes(2, 1, 0, 2)));

    pass(Duration.ofSeconds(30));
    shop.answer = WELL;
    callFirst(1);
    assertThat(look()).isEqualTo(look(Phase.CLOSED, null, new Changes(2, 2, 1, 2)));
  }

  @Test
  void calls_that_are_throttled_are_counted() {
    flow = new Flow(1, null, null);
    shop.meanwhile = () -> inside.add(attempt("look", 1));
    callFirst(1);
    assertThat(look())
        .isEqualTo(
            new Dependency(Kind.TOOL, "look", Phase.CLOSED, null, new Changes(0, 0, 0, 0), 1));
  }

  @Test
  void retries_are_counted() {
    assertThat(dependencies.retries(now))
        .isEqualTo(new Dependency.Retries(RetryBudget.SAVED_MAX, 0, 0));
    assertThat(retriesLeft()).isEqualTo(RetryBudget.SAVED_MAX);
    assertThat(dependencies.retries(now))
        .isEqualTo(new Dependency.Retries(0, RetryBudget.SAVED_MAX, 1));
    pass(Duration.ofSeconds(2));
    assertThat(dependencies.retries(now))
        .isEqualTo(new Dependency.Retries(2, RetryBudget.SAVED_MAX, 1));
  }

  @Test
  void models_come_before_tools_and_each_by_name() {
    var _ = dependencies.model("sage");
    var _ = dependencies.model("muse");
    callFirst(1);
    assertThat(dependencies.seen())
        .extracting(Dependency::kind, Dependency::name)
        .containsExactly(
            tuple(Kind.MODEL, "muse"), tuple(Kind.MODEL, "sage"), tuple(Kind.TOOL, "look"));
  }

  @Test
  void then_one_call_finds_out_and_the_others_wait_for_it() {
    shop.answer = DOWN;
    callFirst(5);
    pass(Duration.ofSeconds(30));

    assertThat(fault(first())).isEqualTo(ToolFault.UNAVAILABLE);
    assertThat(fault(first())).isEqualTo(ToolFault.CIRCUIT_OPEN);

    pass(Duration.ofSeconds(30));
    shop.answer = WELL;
    assertThat(first()).isEqualTo(WELL);
    assertThat(first()).isEqualTo(WELL);
  }

  @Test
  void a_tool_that_says_when_to_come_back_is_not_called_before() {
    shop.answer = new Failed(ToolFault.RATE_LIMIT, "slowly", Duration.ofSeconds(7));
    callFirst(1);
    shop.answer = WELL;

    pass(Duration.ofSeconds(6));
    assertThat(fault(first())).isEqualTo(ToolFault.CIRCUIT_OPEN);
    pass(Duration.ofSeconds(1));
    assertThat(first()).isEqualTo(WELL);
  }

  @ParameterizedTest
  @EnumSource(
      value = ToolFault.class,
      names = {"PERMISSION", "NOT_FOUND", "TOOL_ERROR", "REFUSED", "MALFORMED", "TOO_LARGE"})
  void that_a_tool_answered_badly_is_no_outage(ToolFault fault) {
    shop.answer = new Failed(fault, "no", null);
    for (var run = 0; run < 20; run++) assertThat(fault(first())).isEqualTo(fault);
  }

  @Test
  void tools_of_one_name_in_two_places_have_nothing_in_common() {
    shop.answer = DOWN;
    callFirst(6);

    var elsewhere = new Tools();
    assertThat(guard.call(elsewhere, call("look", 1), Flow.FREE, FIRST)).isEqualTo(WELL);
    assertThat(guard.call(shop, call("other", 1), Flow.FREE, FIRST)).isEqualTo(DOWN);
  }

  @Test
  void retries_are_one_for_five_first_attempts_and_one_a_second() {
    shop.answer = WELL;
    assertThat(retriesLeft()).as("saved at the beginning").isEqualTo(RetryBudget.SAVED_MAX);

    callFirst(25);
    assertThat(retriesLeft()).isEqualTo(5);

    pass(Duration.ofMillis(3_500));
    assertThat(retriesLeft()).isEqualTo(3);
    pass(Duration.ofMillis(500));
    assertThat(retriesLeft()).isEqualTo(1);
    pass(Duration.ofDays(1));
    assertThat(retriesLeft()).isEqualTo(RetryBudget.SAVED_MAX);
  }

  @Test
  void the_owner_says_when_a_tool_is_left_alone() {
    flow = new Flow(null, null, new Flow.Circuit(2, Duration.ofSeconds(5)));
    shop.answer = DOWN;
    callFirst(2);
    assertThat(fault(first())).isEqualTo(ToolFault.CIRCUIT_OPEN);
    pass(Duration.ofSeconds(5));
    assertThat(fault(first())).isEqualTo(ToolFault.UNAVAILABLE);
  }

  @Test
  void within_any_stretch_of_time_no_more_calls_begin_than_the_rate_allows() {
    flow = new Flow(null, new Flow.Rate(3, Duration.ofSeconds(10)), null);
    callFirst(1);
    pass(Duration.ofSeconds(6));
    callFirst(2);
    assertThat(first())
        .isEqualTo(
            new Failed(
                ToolFault.THROTTLED,
                "too many calls of look at once; it was not called",
                Duration.ofSeconds(4)));

    pass(Duration.ofSeconds(4));
    assertThat(first()).isEqualTo(WELL);
    assertThat(fault(first())).isEqualTo(ToolFault.THROTTLED);
    pass(Duration.ofSeconds(6));
    assertThat(first()).isEqualTo(WELL);
  }

  @Test
  void no_more_calls_are_under_way_than_there_may_be() {
    flow = new Flow(2, null, null);
    shop.meanwhile = () -> inside.add(attempt("look", 1));

    assertThat(first()).isEqualTo(WELL);
    assertThat(inside).as("innermost first").hasSize(2);
    assertThat(fault(inside.getFirst())).isEqualTo(ToolFault.THROTTLED);
    assertThat(inside.getLast()).isEqualTo(WELL);

    shop.meanwhile = () -> {};
    assertThat(first()).as("all have ended").isEqualTo(WELL);
  }

  /** Every run tries three times, a second apart; the tool is down all the time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_000})
  void a_minute_of_outage_costs_a_few_calls_whatever_the_number_of_runs(int runs) {
    shop.answer = DOWN;
    for (var second = 0; second < 60; second++) {
      for (var run = 0; run < runs; run++) {
        var _ = attempt("look", second % ATTEMPTS + 1);
      }
      pass(Duration.ofSeconds(1));
    }
    assertThat(shop.calls).isBetween(1, Flow.Circuit.DEFAULT.failures() + 2);
  }

  /** As when each run has a tool server of its own, whose circuits never open. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_000})
  void retries_in_many_places_stay_within_their_budget(int runs) {
    var places = IntStream.range(0, runs).mapToObj(_ -> new Tools()).toList();
    for (var place : places) place.answer = DOWN;
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      for (var place : places) {
        var _ = guard.call(place, call("look", attempt), Flow.FREE, new Caller("a", attempt > 1));
      }
    }
    var retries = calls(places) - runs;
    assertThat(retries)
        .isLessThanOrEqualTo(RetryBudget.SAVED_MAX + runs / RetryBudget.FIRST_ATTEMPTS_PER_RETRY)
        .isLessThanOrEqualTo((ATTEMPTS - 1) * runs);
  }

  private Dependency look() {
    return dependencies.seen().getFirst();
  }

  private static Dependency look(Phase circuit, @Nullable Instant until, Changes changes) {
    return new Dependency(Kind.TOOL, "look", circuit, until, changes, 0);
  }

  private Failed refused(String key) {
    var context = new Context(new RunId("0".repeat(26)), key, 1);
    var call = new Call("look", Value.Obj.EMPTY, Duration.ofSeconds(1), context);
    return (Failed) guard.call(shop, call, flow, FIRST);
  }

  private int retriesLeft() {
    var retries = 0;
    while (attempt("look", 2).equals(WELL)) retries++;
    return retries;
  }

  private static int calls(List<Tools> places) {
    return places.stream().mapToInt(place -> place.calls).sum();
  }

  private void callFirst(int times) {
    for (var run = 0; run < times; run++) {
      var _ = first();
    }
  }

  private Answer first() {
    return attempt("look", 1);
  }

  private Answer attempt(String tool, int number) {
    return guard.call(shop, call(tool, number), flow, new Caller("a", number > 1));
  }

  private static Call call(String tool, int attempt) {
    var context = new Context(new RunId("0".repeat(26)), "key", attempt);
    return new Call(tool, Value.Obj.EMPTY, Duration.ofSeconds(1), context);
  }

  private static @Nullable ToolFault fault(Answer answer) {
    return answer instanceof Failed(var fault, _, _) ? fault : null;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** Tools that answer as they are told. */
  private static final class Tools implements ToolSource {
    private Answer answer = WELL;
    private Runnable meanwhile = () -> {};
    private int calls;

    @Override
    public List<ToolContract.Descriptor> describe() {
      return List.of();
    }

    @Override
    public Answer call(Call call) {
      calls++;
      meanwhile.run();
      return answer;
    }

    @Override
    public void close() {}
  }
}
