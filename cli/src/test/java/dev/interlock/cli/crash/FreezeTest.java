package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.journal.SealedEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A driver stands still between its permit and its deed, its run is taken over and ended by
 * another, and then it is revived.
 */
class FreezeTest {

  /**
   * @param tool what the driver is about to call
   * @param effects how often it happens: what is once is not done again without a person, who sees
   *     that it was not done
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"credit, 1", "post_entry, 1", "notify_once, 0"})
  @Timeout(120)
  void driver_frozen_past_its_permit_neither_begins_nor_appends_when_it_is_revived(
      String tool, int effects, @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.timeout("1s"));
    try (var driver = Terminal.standingBefore(desk, tool)) {
      var run = standing(driver);
      driver.freeze();
      try (var interlock = Interlock.open(desk.data())) {
        assertThat(interlock.resume(run)).as("a frozen process still has its run").isEmpty();
        finish(interlock, desk, run);
        assertThat(Instant.now()).isAfter(permitted(interlock, run));
        assertThat(count(desk, tool)).isEqualTo(effects);
        assertThat(found(interlock, run, OutcomeUnknown.class)).isNotEmpty();
        var journal = journal(interlock, run);

        revive(driver, run);

        assertThat(count(desk, tool)).isEqualTo(effects);
        assertThat(journal(interlock, run)).isEqualTo(journal);
        new Audit(EffectLines.read(desk.log()).and(Books.in(interlock.dataSource())))
            .check(interlock, run);
      }
    }
  }

  /** It may begin, for its permit holds; what it learns it may not write down. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"credit", "post_entry", "notify_once"})
  @Timeout(120)
  void driver_revived_while_its_permit_holds_does_not_make_the_effect_happen_twice(
      String tool, @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.timeout("1s"));
    try (var driver = Terminal.standingBefore(desk, tool)) {
      var run = standing(driver);
      driver.freeze();
      try (var interlock = Interlock.open(desk.data())) {
        var _ = interlock.takeOver(run);
        revive(driver, run);
        finish(interlock, desk, run);
        assertThat(count(desk, tool)).isLessThanOrEqualTo(1);
        var audit = new Audit(EffectLines.read(desk.log()).and(Books.in(interlock.dataSource())));
        audit.check(interlock, run);
        audit.checkNothingElseHappened();
      }
    }
  }

  @Test
  @Timeout(120)
  void person_cannot_say_that_it_did_not_happen_while_a_frozen_process_may_still_begin(
      @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL.timeout("10m"));
    try (var driver = Terminal.standingBefore(desk, "notify_once")) {
      var run = standing(driver);
      driver.freeze();
      try (var interlock = Interlock.open(desk.data())) {
        var doubtful = interlock.takeOver(run).await(Child.PATIENCE);
        assertThat(doubtful.status()).isEqualTo(Status.OUTCOME_UNKNOWN);
        var unknown = found(interlock, run, OutcomeUnknown.class).getFirst();
        var no = new Request.Resolve(unknown.command(), null, Person.BOB);
        var answer = interlock.ask(run, no);
        assertThat(answer.done()).isFalse();
        assertThat(answer.reason()).contains("may still");
        assertThat(found(interlock, run, OutcomeResolved.class)).isEmpty();
      }
    }
  }

  private static RunId standing(Child driver) {
    driver.tell("start", "pair-1");
    var run = new RunId(driver.expect(Terminal.RUN));
    var _ = driver.expect(Terminal.STANDING);
    return run;
  }

  /** Lets the frozen process go on and waits until it drives the run no more. */
  private static void revive(Child driver, RunId run) {
    driver.tell("go");
    driver.tell("await", run.text());
    driver.thaw();
    var _ = driver.expect(Terminal.STANDS);
  }

  private static void finish(Interlock interlock, Desk desk, RunId run) {
    var person = new Person(interlock, desk);
    var status = interlock.takeOver(run).await(Child.PATIENCE).status();
    if (status == Status.OUTCOME_UNKNOWN) {
      status =
          await()
              .atMost(Child.PATIENCE)
              .until(() -> settled(interlock, person, run), now -> now != Status.OUTCOME_UNKNOWN);
    }
    assertThat(status).as("%s", story(interlock, run)).isEqualTo(Status.COMPLETED);
  }

  private static Status settled(Interlock interlock, Person person, RunId run) {
    var _ = person.settle(List.of(run));
    return interlock.run(run).await(Child.PATIENCE).status();
  }

  /** When the last deed had to begin that was permitted in the first life. */
  private static Instant permitted(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      return entries
          .map(entry -> entry.event())
          .takeWhile(event -> !(event instanceof DriverStarted))
          .filter(CommandPermitted.class::isInstance)
          .map(event -> ((CommandPermitted) event).beginBy())
          .reduce((_, last) -> last)
          .orElseThrow();
    }
  }

  /** What happened when, for a message. */
  private static String story(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 2)) {
      return entries
          .map(entry -> entry.at() + " " + brief(entry.event().toString()))
          .collect(Collectors.joining("\n", "now " + Instant.now() + "\n", "\n"));
    }
  }

  private static String brief(String event) {
    return event.substring(0, Math.min(event.length(), 160));
  }

  private static <E> List<E> found(Interlock interlock, RunId run, Class<E> type) {
    try (var entries = interlock.entries(run, 1)) {
      return entries.map(entry -> entry.event()).filter(type::isInstance).map(type::cast).toList();
    }
  }

  private static List<String> journal(Interlock interlock, RunId run) {
    try (var entries = interlock.sealed(run, 1)) {
      return entries.map(SealedEntry::hash).map(Object::toString).toList();
    }
  }

  private static long count(Desk desk, String tool) {
    return EffectLines.read(desk.log()).lines().stream()
        .filter(line -> line.tool().equals(tool))
        .count();
  }
}
