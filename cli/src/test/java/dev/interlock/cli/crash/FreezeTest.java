package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.SealedEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A driver stands still between its permit and its deed, its run is taken over and ended by
 * another, and then it is revived.
 */
class FreezeTest {

  /**
   * @param passing which deed of the script the driver is about to begin: the fourth is the credit
   * @param effects how often it happens: what is once is not done again without a person, who sees
   *     that it was not done
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"credit, 4, 1", "post_entry, 5, 1", "notify_once, 7, 0"})
  @Timeout(120)
  void driver_frozen_past_its_permit_neither_begins_nor_appends_when_it_is_revived(
      String tool, int passing, int effects, @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL);
    try (var driver = Terminal.open(desk, Point.BEFORE_BEGIN, passing)) {
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
        new Audit(EffectLines.read(desk.log())).check(interlock, run);
      }
    }
  }

  /** It may begin, for its permit holds; what it learns it may not write down. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"credit, 4", "post_entry, 5", "notify_once, 7"})
  @Timeout(120)
  void driver_revived_while_its_permit_holds_does_not_make_the_effect_happen_twice(
      String tool, int passing, @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL);
    try (var driver = Terminal.open(desk, Point.BEFORE_BEGIN, passing)) {
      var run = standing(driver);
      driver.freeze();
      try (var interlock = Interlock.open(desk.data())) {
        var _ = interlock.takeOver(run);
        revive(driver, run);
        finish(interlock, desk, run);
        assertThat(count(desk, tool)).isLessThanOrEqualTo(1);
        var audit = new Audit(EffectLines.read(desk.log()));
        audit.check(interlock, run);
        audit.checkNothingElseHappened();
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
    var result = interlock.takeOver(run).await(Child.PATIENCE);
    if (result.status() == Status.OUTCOME_UNKNOWN) {
      var _ =
          await()
              .atMost(Child.PATIENCE)
              .until(() -> person.settle(List.of(run)), settled -> settled == 1);
      result = interlock.run(run).await(Child.PATIENCE);
    }
    assertThat(result.status())
        .as("%s", found(interlock, run, Event.class))
        .isEqualTo(Status.COMPLETED);
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
