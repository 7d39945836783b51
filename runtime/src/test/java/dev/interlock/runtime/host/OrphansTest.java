package dev.interlock.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrphansTest {
  private final Notes notes = new Notes();
  private Process child;

  @BeforeEach
  void a_child_runs() throws IOException {
    child = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void the_child_is_ended() {
    var _ = child.destroyForcibly();
  }

  @Test
  void a_child_of_a_dead_process_is_ended_and_forgotten() {
    notes.childStarted(orphaned(Orphans.note(child.toHandle())));

    new Orphans(notes).end();

    assertThat(child.isAlive()).isFalse();
    assertThat(notes.children()).isEmpty();
  }

  @Test
  void a_child_whose_parent_lives_is_never_touched() {
    notes.childStarted(Orphans.note(child.toHandle()));

    new Orphans(notes).end();

    assertThat(child.isAlive()).isTrue();
    assertThat(notes.children()).hasSize(1);
  }

  @Test
  void a_later_process_of_the_same_pid_is_not_the_child() {
    var note = orphaned(Orphans.note(child.toHandle()));
    notes.childStarted(
        new Registry.Child(
            note.pid(),
            note.startedAt().minus(Duration.ofDays(1)),
            note.parentPid(),
            note.parentStartedAt()));

    new Orphans(notes).end();

    assertThat(child.isAlive()).isTrue();
    assertThat(notes.children()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-2000, false", "1900, false", "-2100, true", "2500, true"})
  void a_start_time_that_a_clock_step_has_moved_a_little_is_the_same(long millis, boolean alive) {
    var note = orphaned(Orphans.note(child.toHandle()));
    notes.childStarted(
        new Registry.Child(
            note.pid(),
            note.startedAt().plusMillis(millis),
            note.parentPid(),
            note.parentStartedAt()));

    new Orphans(notes).end();

    assertThat(child.isAlive()).isEqualTo(alive);
    assertThat(notes.children()).isEmpty();
  }

  @Test
  void what_an_orphan_started_is_ended_with_it() throws IOException {
    var server = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; wait").start();
    var below = ProcessHandle.of(Long.parseLong(server.inputReader().readLine())).orElseThrow();
    notes.childStarted(orphaned(Orphans.note(server.toHandle())));

    new Orphans(notes).end();

    assertThat(server.isAlive()).isFalse();
    assertThat(below.isAlive()).isFalse();
  }

  @Test
  void what_a_dead_orphan_started_is_ended_where_sessions_can_be_seen() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "not tried: there is no setsid");
    var script = "(sleep 60 & echo $!) & read line";
    var server = new ProcessBuilder("setsid", "sh", "-c", script).start();
    var below = ProcessHandle.of(Long.parseLong(server.inputReader().readLine())).orElseThrow();
    notes.childStarted(orphaned(Orphans.note(server.toHandle())));
    server.destroyForcibly().waitFor();
    assertThat(below.isAlive()).isTrue();

    new Orphans(notes).end();

    assertThat(below.isAlive()).isFalse();
  }

  /** As if another process, of this pid and long dead, had started it. */
  private static Registry.Child orphaned(Registry.Child note) {
    return new Registry.Child(note.pid(), note.startedAt(), note.parentPid(), Instant.EPOCH);
  }

  private static final class Notes implements Registry {
    private final List<Child> children = new ArrayList<>();

    @Override
    public Map<String, Digest> pins(String agent) {
      return Map.of();
    }

    @Override
    public void pin(String agent, Map<String, Digest> pins) {}

    @Override
    public void childStarted(Child child) {
      children.add(child);
    }

    @Override
    public void childEnded(Child child) {
      children.remove(child);
    }

    @Override
    public List<Child> children() {
      return List.copyOf(children);
    }
  }
}
