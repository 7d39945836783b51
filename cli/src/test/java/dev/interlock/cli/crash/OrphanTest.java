package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.adapters.sql.SqliteStoreProvider;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.host.Orphans;
import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.process.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool process outlives the driver that started it. */
@Timeout(120)
class OrphanTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Stays when its input ends, and answers an hour after the deed. */
  private static final Desk.Terms STUBBORN =
      Desk.Terms.USUAL.misbehaving("stay").timeout("3s").delayed((int) HOUR.toMillis());

  @Test
  void tool_process_of_a_dead_driver_is_gone_when_the_store_is_open_again(@TempDir Path folder) {
    var desk = Desk.in(folder, STUBBORN);
    try (var driver = Terminal.open(desk)) {
      var _ = inTheDeed(desk, driver);
      var tool = killed(driver);
      try (var _ = Interlock.open(desk.data())) {
        assertThat(tool.isAlive()).isFalse();
      }
      assertThat(children(desk)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_a_tool_process_started_is_gone_too_even_if_the_tool_process_has_died(
      boolean died, @TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "not tried: there is no setsid");
    var desk = Desk.in(folder, STUBBORN.withFamily());
    try (var driver = Terminal.open(desk)) {
      var _ = inTheDeed(desk, driver);
      var tool = killed(driver);
      var family = Started.of(tool).family();
      assertThat(family).hasSize(1);
      if (died && tool.destroyForcibly()) {
        var _ = tool.onExit().get(10, TimeUnit.SECONDS);
      }
      assertThat(family).allMatch(ProcessHandle::isAlive);
      try (var _ = Interlock.open(desk.data())) {
        assertThat(tool.isAlive()).isFalse();
        assertThat(family).noneMatch(ProcessHandle::isAlive);
      }
    }
  }

  @Test
  void tool_process_is_gone_before_anything_is_redone_by_one_who_was_there_all_the_time(
      @TempDir Path folder) {
    var desk = Desk.in(folder, STUBBORN);
    try (var driver = Terminal.open(desk)) {
      var run = inTheDeed(desk, driver);
      var tools = new CopyOnWriteArrayList<ProcessHandle>();
      var alive = new CopyOnWriteArrayList<Boolean>();
      Probe look =
          point -> {
            if (point == Point.BEFORE_BEGIN) tools.forEach(tool -> alive.add(tool.isAlive()));
          };
      try (var interlock = Interlock.open(Options.in(desk.data()).probedBy(look))) {
        assertThat(interlock.resume(run)).as("it is driven").isEmpty();
        tools.add(killed(driver));
        assertThat(tools.getFirst().isAlive()).as("it ignores the end of its input").isTrue();
        var taken = interlock.resume(run).orElseThrow();
        await().atMost(Child.PATIENCE).until(() -> !alive.isEmpty());
        assertThat(alive).containsOnly(false);
        assertThat(taken.state().status()).isNotEqualTo(Status.OUTCOME_UNKNOWN);
        assertThat(EffectLines.read(desk.log()).lines()).hasSize(1);
      }
    }
  }

  @Test
  void process_that_merely_has_the_pid_of_an_orphan_is_never_touched(@TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL);
    try (var innocent = Child.start(List.of("sleep", "600"), folder.resolve("complaints.txt"))) {
      note(
          desk,
          registry -> {
            var note = Orphans.note(innocent.handle());
            registry.childStarted(
                new Registry.Child(
                    note.pid(),
                    note.startedAt().minus(HOUR),
                    note.parentPid(),
                    note.parentStartedAt().minus(HOUR)));
          });
      try (var _ = Interlock.open(desk.data())) {
        assertThat(innocent.handle().isAlive()).isTrue();
      }
      assertThat(children(desk)).as("the orphan itself is long gone").isEmpty();
      assertThat(innocent.handle().isAlive()).isTrue();
    }
  }

  @Test
  void process_whose_parent_lives_is_never_touched_and_one_whose_parent_is_gone_is_ended(
      @TempDir Path folder) {
    var desk = Desk.in(folder, Desk.Terms.USUAL);
    var complaints = folder.resolve("complaints.txt");
    try (var ours = Child.start(List.of("sleep", "600"), complaints);
        var orphan = Child.start(List.of("sleep", "600"), complaints)) {
      note(
          desk,
          registry -> {
            registry.childStarted(Orphans.note(ours.handle()));
            var note = Orphans.note(orphan.handle());
            registry.childStarted(
                new Registry.Child(
                    note.pid(),
                    note.startedAt(),
                    note.parentPid(),
                    note.parentStartedAt().minus(HOUR)));
          });
      try (var _ = Interlock.open(desk.data())) {
        assertThat(ours.handle().isAlive()).isTrue();
        assertThat(orphan.handle().isAlive()).isFalse();
      }
      assertThat(children(desk)).containsExactly(Orphans.note(ours.handle()));
    }
  }

  /** Waits until the first effect has happened and is not answered. */
  private static RunId inTheDeed(Desk desk, Child driver) {
    driver.tell("start", "one-1");
    var run = new RunId(driver.expect(Terminal.RUN));
    await().atMost(Child.PATIENCE).until(() -> !EffectLines.read(desk.log()).lines().isEmpty());
    return run;
  }

  /** Kills the driver and returns its tool process. */
  private static ProcessHandle killed(Child driver) {
    var tools = driver.kill();
    assertThat(tools).hasSize(1);
    return tools.getFirst();
  }

  private static void note(Desk desk, Consumer<Registry> notes) {
    try (var store = new SqliteStoreProvider().open(desk.data(), Probe.NONE)) {
      notes.accept(store.registry());
    }
  }

  private static List<Registry.Child> children(Desk desk) {
    try (var store = new SqliteStoreProvider().open(desk.data(), Probe.NONE)) {
      return store.registry().children();
    }
  }
}
