package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event.ApprovalExpired;
import dev.interlock.kernel.run.Event.ApprovalGranted;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one folder at once: this one, and another that does as it is told. */
@Timeout(120)
class TwoTerminalsTest {
  private static final int RACES = 10;

  /** A question: which call, and what exactly it was about. */
  private record Question(CommandId command, Digest wanted) {
    Request.Approve yes() {
      return new Request.Approve(command, wanted, Person.BOB);
    }
  }

  @Test
  void approval_given_while_another_process_drives_the_run_is_admitted_by_that_process(
      @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.assisted("1h").timeout("30s").delayed(3000));
    try (var other = Terminal.open(desk);
        var interlock = Interlock.open(desk.data())) {
      var run = started(other, "pair-1");
      var credit = question(interlock, run, "credit");
      var post = question(interlock, run, "post_entry");
      approve(other, run, credit);
      await().atMost(Child.PATIENCE).until(() -> lines(desk, "credit") == 1);

      // The other process stands in the deed now, for three seconds.
      assertThat(interlock.resume(run)).as("a living process drives it").isEmpty();
      assertThat(interlock.ask(run, post.yes())).isEqualTo(new Interlock.Answer(true, ""));

      assertThat(found(interlock, run, ApprovalGranted.class)).hasSize(2);
      assertThat(found(interlock, run, DriverStarted.class))
          .allMatch(driver -> driver.pid() == other.handle().pid());
      await().atMost(Child.PATIENCE).until(() -> lines(desk, "post_entry") == 1);
      assertThat(lines(desk, "credit")).isEqualTo(1);
    }
  }

  @Test
  void second_approval_of_the_same_call_is_refused_with_a_reason_and_the_effect_happens_once(
      @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.assisted("1h"));
    try (var other = Terminal.open(desk);
        var interlock = Interlock.open(desk.data())) {
      var run = started(other, "one-1");
      var credit = question(interlock, run, "credit");
      approve(other, run, credit);
      assertThat(other.expect(Terminal.ANSWER)).isEmpty();
      var again = interlock.ask(run, credit.yes());
      assertThat(again.done()).isFalse();
      assertThat(again.reason()).contains("does not wait for a decision");
      var _ = question(interlock, run, "post_entry");
      assertThat(lines(desk, "credit")).isEqualTo(1);
      assertThat(interlock.verify(run, Optional.empty()).broken()).isEmpty();
    }
  }

  @Test
  void of_two_approvers_at_the_same_time_exactly_one_wins_and_the_effect_happens_once(
      @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.assisted("1h"));
    try (var other = Terminal.open(desk);
        var interlock = Interlock.open(desk.data())) {
      for (var race = 1; race <= RACES; race++) {
        var run = started(other, "one-" + race);
        var credit = question(interlock, run, "credit");
        approve(other, run, credit);
        var ours = interlock.ask(run, credit.yes());
        var theirs = other.expect(Terminal.ANSWER);

        assertThat(ours.done()).as("%s against '%s'", ours, theirs).isEqualTo(!theirs.isEmpty());
        assertThat(ours.reason() + theirs).contains("does not wait for a decision");
        var _ = question(interlock, run, "post_entry");
        assertThat(lines(desk, "credit")).isEqualTo(race);
        assertThat(found(interlock, run, ApprovalGranted.class)).hasSize(1);
        assertThat(interlock.verify(run, Optional.empty()).broken()).isEmpty();
      }
    }
  }

  @Test
  void many_approvers_of_one_process_at_the_same_time_make_one_effect(@TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.assisted("1h"));
    try (var interlock = Interlock.open(desk.data())) {
      var run = interlock.start(desk.agent(), "one-1", Desk.ANN).id();
      var credit = question(interlock, run, "credit");
      var asked = new ArrayList<CompletableFuture<Interlock.Answer>>();
      for (var one = 0; one < RACES; one++) {
        asked.add(
            CompletableFuture.supplyAsync(
                () -> interlock.ask(run, credit.yes()), task -> Thread.ofVirtual().start(task)));
      }
      var answers =
          asked.stream()
              .map(one -> one.orTimeout(Child.PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
              .toList();
      assertThat(answers).filteredOn(Interlock.Answer::done).hasSize(1);
      var _ = question(interlock, run, "post_entry");
      assertThat(lines(desk, "credit")).isEqualTo(1);
    }
  }

  @Test
  void approval_of_a_call_that_nobody_asked_about_or_of_another_content_does_nothing(
      @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.assisted("1h"));
    try (var other = Terminal.open(desk);
        var interlock = Interlock.open(desk.data())) {
      var run = started(other, "one-1");
      var credit = question(interlock, run, "credit");
      var forged = List.of("1.999.0", "9.1.0", "1.1.0", "1.1.7");
      for (var command : forged) {
        var answer =
            interlock.ask(
                run, new Request.Approve(CommandId.parse(command), credit.wanted(), Person.BOB));
        assertThat(answer.done()).as(command).isFalse();
        assertThat(answer.reason()).contains(command);
      }
      var edited = new Question(credit.command(), Digest.of("credit a million"));
      approve(other, run, edited);
      assertThat(other.expect(Terminal.ANSWER)).contains("not the one that was shown");

      var elsewhere = new RunId("0123456789abcdefghjkmnpqrs");
      assertThatThrownBy(() -> interlock.ask(elsewhere, credit.yes()))
          .isInstanceOf(UserError.class);
      assertThat(found(interlock, run, RequestRefused.class)).hasSize(forged.size() + 1);
      assertThat(interlock.run(run).state().status()).isEqualTo(Status.WAITING_APPROVAL);
      assertThat(EffectLines.read(desk.log()).lines()).isEmpty();
    }
  }

  @Test
  void approval_that_comes_after_the_question_expired_does_nothing(@TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.assisted("3s"));
    RunId run;
    Question credit;
    try (var interlock = Interlock.open(desk.data())) {
      try (var other = Terminal.open(desk)) {
        run = started(other, "one-1");
        credit = question(interlock, run, "credit");
        var _ = other.kill(); // nobody is there to see the time run out
      }
      var pending = interlock.run(run).state().pending().get(credit.command());
      var held = (Stage.Held) Objects.requireNonNull(pending).stage();
      await().atMost(Child.PATIENCE).until(() -> Instant.now().isAfter(held.expiresAt()));
      var answer = interlock.ask(run, credit.yes());
      assertThat(answer.done()).isFalse();
      assertThat(answer.reason()).contains("expired");
      await()
          .atMost(Child.PATIENCE)
          .until(() -> !found(interlock, run, ApprovalExpired.class).isEmpty());
      assertThat(found(interlock, run, ApprovalGranted.class)).isEmpty();
      assertThat(lines(desk, "credit")).isZero();
    }
  }

  private static RunId started(Child other, String goal) {
    other.tell("start", goal);
    return new RunId(other.expect(Terminal.RUN));
  }

  private static void approve(Child other, RunId run, Question question) {
    other.tell("approve", run.text(), question.command().toString(), question.wanted().hex());
  }

  /** Waits until a person is asked about a call of the tool. */
  private static Question question(Interlock interlock, RunId run, String tool) {
    return await()
        .atMost(Child.PATIENCE)
        .until(() -> asked(interlock, run, tool), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Question> asked(Interlock interlock, RunId run, String tool) {
    return interlock.run(run).state().pending().values().stream()
        .filter(pending ->
            pending.stage() instanceof Stage.Held
                && pending.command() instanceof InvokeTool call
                && call.tool().equals(tool))
        .map(pending ->
            new Question(pending.command().id(), ((Stage.Held) pending.stage()).wanted()))
        .findFirst();
  }

  private static <E> List<E> found(Interlock interlock, RunId run, Class<E> type) {
    try (var entries = interlock.entries(run, 1)) {
      return entries.map(entry -> entry.event()).filter(type::isInstance).map(type::cast).toList();
    }
  }

  private static long lines(Desk desk, String tool) {
    return EffectLines.read(desk.log()).lines().stream()
        .filter(line -> line.tool().equals(tool))
        .count();
  }
}
