package dev.interlock.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Registry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
