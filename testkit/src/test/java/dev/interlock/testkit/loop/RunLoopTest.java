package dev.interlock.testkit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ApprovalExpired;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.DeadlinePassed;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.SwitchThrown;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import dev.interlock.runtime.loop.RunDriver.Left;
import dev.interlock.testkit.journal.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLoopTest {
  private final World world = new World();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 20})
  void a_step_of_a_model_call_and_a_tool_call_costs_two_commits(int steps) {
    for (var i = 0; i < steps; i++) world.proposes("look");
    world.answers("done");

    assertThat(world.begins(Autonomy.BOUNDED)).isEqualTo(Left.ENDED);

    assertThat(world.store.writes).hasSize(1 + 2 * steps + 1);
    assertThat(world.calls()).hasSize(steps);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void one_commit_carries_an_outcome_and_the_rulings_it_led_to() {
    world.proposes("look").answers("done").begins(Autonomy.BOUNDED);

    var second = world.store.writes.get(1).entries();
    assertThat(second.stream().map(entry -> entry.type()))
        .containsExactly("model-replied/1", "command-permitted/1");
    var last = world.store.writes.getLast().entries();
    assertThat(last.stream().map(entry -> entry.type()))
        .containsExactly("model-replied/1", "command-permitted/1", "run-ended/1");
    assertThat(last.stream().map(entry -> entry.at()).distinct()).hasSize(1);
  }

  @Test
  void nothing_is_performed_before_its_permit_is_durable() {
    var played = world.hands;
    world.hands =
        (permit, context) -> {
          var last = world.events(CommandPermitted.class).getLast();
          assertThat(last.command()).isEqualTo(permit.command().id());
          assertThat(last.attempt()).isEqualTo(permit.attempt());
          assertThat(world.disk.unsynced()).isZero();
          return played.perform(permit, context);
        };

    world.proposes("look").proposes("pay").answers("done").begins(Autonomy.BOUNDED);

    assertThat(world.performed).hasSize(5);
  }

  @Test
  void a_switch_thrown_between_the_judging_and_the_commit_is_heard() {
    world.proposes("pay");
    var played = world.hands;
    world.hands =
        (permit, context) -> {
          world.store.beforeAppend = () -> stop(Kind.ALL, "");
          return played.perform(permit, context);
        };

    assertThat(world.begins(Autonomy.BOUNDED)).isEqualTo(Left.PARKED);

    assertThat(world.calls()).isEmpty();
    assertThat(world.status()).isEqualTo(Status.PAUSED);
    assertThat(world.events().getLast()).isInstanceOf(SwitchThrown.class);
    assertThat(world.events(ModelReplied.class)).as("what was learned is kept").hasSize(1);
    assertThat(world.events(CommandPermitted.class)).hasSize(1);
  }

  @Test
  void a_switch_that_concerns_nobody_here_only_costs_another_judging() {
    world.store.beforeAppend = () -> stop(Kind.TENANT, "somebody else");

    assertThat(world.answers("done").begins(Autonomy.BOUNDED)).isEqualTo(Left.ENDED);

    var facts = world.events(CommandPermitted.class).getFirst().facts();
    assertThat(facts.standing().killVersion()).isEqualTo(1);
    assertThat(facts.standing().switches()).isEmpty();
  }

  @Test
  void a_driver_that_was_overtaken_performs_nothing_and_writes_nothing() {
    var elsewhere = MemoryStore.open(world.disk, "elsewhere", Probe.NONE);
    world.proposes("pay");
    var played = world.hands;
    world.hands =
        (permit, context) -> {
          world.store.beforeAppend =
              () -> assertThat(elsewhere.journal().takeOver(World.RUN)).isPresent();
          return played.perform(permit, context);
        };

    assertThat(world.begins(Autonomy.BOUNDED)).isEqualTo(Left.FENCED);

    assertThat(world.calls()).isEmpty();
    assertThat(world.store.writes).hasSize(1);
    assertThat(world.events(ModelReplied.class)).isEmpty();
  }

  @Test
  void a_letter_that_arrives_while_a_new_run_is_let_go_of_is_not_lost() {
    world.proposes("pay").answers("done");
    world.store.beforeLetGo = () -> approve("yes");

    assertThat(world.begins(Autonomy.ASSIST)).isEqualTo(Left.ENDED);

    assertThat(world.calls()).hasSize(1);
  }

  @Test
  void a_letter_that_arrives_while_a_run_is_let_go_of_again_is_not_lost() {
    world.proposes("pay").proposes("pay").answers("done").begins(Autonomy.ASSIST);
    approve("yes");
    world.store.beforeLetGo = () -> approve("and yes");

    assertThat(world.resumes()).contains(Left.ENDED);

    assertThat(world.calls()).hasSize(2);
    assertThat(world.store.inbox(World.RUN)).isEmpty();
  }

  @Test
  void a_letter_is_drained_with_the_commit_that_records_it() {
    world.proposes("pay").answers("done").begins(Autonomy.ASSIST);
    var before = world.store.writes.size();
    approve("yes");
    world.resumes();

    var write = world.store.writes.get(before);
    assertThat(write.conditions().drained()).hasSize(1);
    assertThat(write.entries().stream().map(entry -> entry.type()))
        .containsExactly("driver-started/1", "approval-granted/1", "command-permitted/1");
  }

  @Test
  void a_question_that_nobody_answers_expires_with_its_hour() {
    world.proposes("pay").answers("not done").begins(Autonomy.ASSIST);
    assertThat(world.store.index().get(World.RUN).orElseThrow().wakeAt())
        .isEqualTo(world.now.plus(Contracts.EXPIRE));

    world.after(Contracts.EXPIRE.minusMillis(6_000)).resumes();
    assertThat(world.events(ApprovalExpired.class)).isEmpty();
    assertThat(world.events(DriverStarted.class)).as("nothing to say, nothing written").isEmpty();
    world.after(Duration.ofSeconds(6)).resumes();

    assertThat(world.events(ApprovalExpired.class)).hasSize(1);
    assertThat(world.calls()).isEmpty();
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void the_deadline_stops_a_run_that_waits() {
    world.proposes("pay").begins(Autonomy.ASSIST);

    world.after(Contracts.DEADLINE).resumes();

    assertThat(world.events(DeadlinePassed.class)).hasSize(1);
    assertThat(world.status()).isEqualTo(Status.STOPPED);
  }

  @Test
  void a_performer_that_breaks_is_an_outcome_that_nobody_knows() {
    world.proposes("mail");
    world.tools =
        _ -> {
          throw new IllegalStateException("broken");
        };

    assertThat(world.begins(Autonomy.BOUNDED)).isEqualTo(Left.PARKED);

    assertThat(world.status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @Test
  void a_run_that_does_not_exist_or_is_driven_is_not_taken_up() {
    assertThat(world.resumes()).isEmpty();

    var elsewhere = MemoryStore.open(world.disk, "elsewhere", Probe.NONE);
    world.proposes("pay").begins(Autonomy.ASSIST);
    assertThat(elsewhere.journal().own(World.RUN)).isPresent();

    assertThat(world.resumes()).isEmpty();
  }

  @Test
  void what_is_durable_is_what_was_lived() {
    world.proposes("look").proposes("pay").answers("done").begins(Autonomy.BOUNDED);

    assertThat(world.state().status()).isEqualTo(Status.COMPLETED);
    assertThat(world.performed.stream().map(Permit::attempt).map(one -> one.number()))
        .containsOnly(1);
    assertThat(world.events().getFirst()).isInstanceOf(Event.RunStarted.class);
  }

  private void approve(String id) {
    var held = world.events(CommandHeld.class).getLast();
    var yes = new Request.Approve(held.command(), held.wanted(), World.ANN);
    assertThat(world.requests(id, yes)).isTrue();
  }

  private void stop(Kind kind, String name) {
    assertThat(
            world
                .store
                .switches()
                .stop(
                    new Thrown(
                        kind, name, "incident", new Signed("ada", "root", Instant.EPOCH), false)))
        .isPositive();
  }
}
