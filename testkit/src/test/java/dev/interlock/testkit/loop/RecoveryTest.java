package dev.interlock.testkit.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Attempt.Kind;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.loop.RunDriver.Left;
import dev.interlock.testkit.loop.World.Death;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a permit whose process died: it depends on the declared class of the effect. */
class RecoveryTest {
  private static final Content RESULT = new Content.Inline(Value.of("it happened"));

  private final World world = new World();

  @Test
  void a_read_is_done_again_at_once() {
    diesDuring("look");

    assertThat(world.resumes()).contains(Left.ENDED);

    assertThat(world.calls()).hasSize(2);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_keyed_effect_is_done_again_as_the_same_command_once_the_first_cannot_be_under_way() {
    diesDuring("pay");

    assertThat(world.resumes()).contains(Left.PARKED);
    assertThat(world.calls()).hasSize(1);
    assertThat(world.status()).isEqualTo(Status.WAITING_TIMER);
    world.after(Duration.ofSeconds(13));
    assertThat(world.resumes()).contains(Left.ENDED);

    assertThat(world.calls()).hasSize(2);
    assertThat(world.calls().get(1).command()).isEqualTo(world.calls().get(0).command());
    assertThat(world.calls().get(1).attempt()).isEqualTo(new Attempt(2, Attempt.Kind.PERFORM));
  }

  @Test
  void an_effect_that_can_be_asked_about_is_asked_about() {
    diesDuring("post");
    world.tools =
        permit -> new QueryAnswered(permit.command().id(), permit.attempt().number(), true, RESULT);

    world.resumes();
    world.after(Duration.ofSeconds(13)).resumes();

    assertThat(world.calls().getLast().attempt()).isEqualTo(new Attempt(2, Attempt.Kind.QUERY));
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void an_effect_that_can_happen_only_once_waits_for_a_person() {
    diesDuring("mail");

    assertThat(world.resumes()).contains(Left.PARKED);
    world.after(Duration.ofHours(2)).resumes();

    assertThat(world.calls()).hasSize(1);
    assertThat(world.status()).isEqualTo(Status.OUTCOME_UNKNOWN);
    var id = world.events(OutcomeUnknown.class).getFirst().command();
    assertThat(world.requests("r", new Request.Resolve(id, RESULT, World.ANN))).isTrue();
    assertThat(world.resumes()).contains(Left.ENDED);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_model_call_that_was_lost_is_made_again() {
    var played = world.hands;
    world.hands =
        (_, _) -> {
          throw new Death();
        };
    assertThatThrownBy(() -> world.begins(Autonomy.BOUNDED)).isInstanceOf(Death.class);
    world.hands = played;

    assertThat(world.rises().answers("done").resumes()).contains(Left.ENDED);
  }

  @ParameterizedTest
  @CsvSource({"true, 1, 0", "false, 1, 1"})
  void an_answer_after_the_timeout_comes_through_the_inbox(
      boolean stillUnknown, int returned, int kept) {
    world.proposes("mail").answers("done").answers("done");
    world.tools =
        permit -> new OutcomeUnknown(permit.command().id(), 1, ToolFault.TIMEOUT, "no answer");
    world.begins(Autonomy.BOUNDED);
    var id = world.events(OutcomeUnknown.class).getFirst().command();
    if (!stillUnknown) {
      world.requests("first", new Request.Late(id, 1, RESULT));
      world.resumes();
    }

    world.requests("late", new Request.Late(id, 1, RESULT));
    world.resumes();

    assertThat(world.events(ToolReturned.class)).hasSize(returned);
    assertThat(world.events(LateAnswerKept.class)).hasSize(kept);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
    assertThat(world.store.inbox(World.RUN)).isEmpty();
  }

  @Test
  void to_do_again_what_the_death_of_the_process_cut_short_is_no_retry() {
    diesDuring("post");
    var cutShort = cutShort();
    world.tools =
        permit -> permit.attempt().kind() == Kind.QUERY ? no(permit) : World.returned(permit);

    world.resumes();
    world.after(Duration.ofSeconds(60)).resumes();

    assertThat(cutShort).as("the query, then the effect").containsExactly(true, true);
  }

  @Test
  void what_fails_once_more_after_that_is_tried_again_as_any_other() {
    diesDuring("look");
    var cutShort = cutShort();
    world.tools =
        permit ->
            cutShort.size() == 1
                ? new ToolFailed(permit.command().id(), 2, ToolFault.UNAVAILABLE, "down", null)
                : World.returned(permit);

    world.resumes();
    world.after(Duration.ofSeconds(5)).resumes();

    assertThat(cutShort).containsExactly(true, false);
  }

  /** Notes of each call from now on whether it is told to be one that was cut short. */
  private List<Boolean> cutShort() {
    var noted = new ArrayList<Boolean>();
    var played = world.hands;
    world.hands =
        (permit, context) -> {
          if (permit.command() instanceof InvokeTool call) {
            noted.add(requireNonNull(context.state().pending().get(call.id())).past().cutShort());
          }
          return played.perform(permit, context);
        };
    return noted;
  }

  private static Event no(Permit permit) {
    var answer = new Content.Inline(Value.of("no"));
    return new QueryAnswered(permit.command().id(), permit.attempt().number(), false, answer);
  }

  @Test
  void every_life_is_announced_once_with_an_epoch_of_its_own() {
    diesDuring("mail");
    world.resumes();
    world.resumes();

    assertThat(world.events(Event.DriverStarted.class)).hasSize(1);
    assertThat(world.events(Event.DriverStarted.class).getFirst().epoch()).isEqualTo(2);
  }

  private void diesDuring(String tool) {
    world.proposes(tool).answers("done");
    world.tools =
        _ -> {
          throw new Death();
        };
    assertThatThrownBy(() -> world.begins(Autonomy.BOUNDED)).isInstanceOf(Death.class);
    world.rises().tools = World::returned;
  }
}
