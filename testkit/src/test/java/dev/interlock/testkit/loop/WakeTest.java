package dev.interlock.testkit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wake reads the snapshot and the entries since, if the snapshot fits; else everything. */
class WakeTest {
  private static final int STEPS = 40;

  private final World world = new World();

  @BeforeEach
  void a_long_run_waits_for_a_person() {
    for (var i = 0; i < STEPS; i++) world.proposes("look");
    world.proposes("pay").answers("done");
    assertThat(world.begins(Autonomy.ASSIST)).isEqualTo(Left.PARKED);
  }

  @Test
  void a_wake_reads_the_first_entry_and_those_since_the_snapshot_alone() {
    world.store.entriesRead.set(0);

    assertThat(world.resumes()).contains(Left.PARKED);

    assertThat(world.store.entriesRead.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void a_run_goes_on_from_its_snapshot_as_it_would_from_its_entries() {
    approve();
    assertThat(world.resumes()).contains(Left.ENDED);

    assertThat(world.status()).isEqualTo(Status.COMPLETED);
    assertThat(world.state().status()).isEqualTo(Status.COMPLETED);
    assertThat(world.state().history().called("look")).isEqualTo(STEPS);
  }

  @Test
  void a_snapshot_of_another_entry_is_ignored() {
    var kept = kept();
    save(new Snapshot(kept.sequence(), Digest.of("other"), 0, kept.core(), kept.increments()));

    assertGoesOnFromTheEntries();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{}", "[]", "{\"pending\":{\"x\":{}}}"})
  void a_snapshot_that_cannot_be_read_is_ignored(String core) {
    var kept = kept();
    var bytes = core.getBytes(StandardCharsets.UTF_8);
    save(new Snapshot(kept.sequence(), kept.hash(), 0, bytes, kept.increments()));

    assertGoesOnFromTheEntries();
  }

  @Test
  void an_increment_that_cannot_be_read_makes_the_snapshot_ignored() throws IOException {
    var kept = kept();
    var spoilt = List.of(deflated("{\"calls\":[]}"));
    save(new Snapshot(kept.sequence(), kept.hash(), 0, kept.core(), spoilt));

    assertGoesOnFromTheEntries();
  }

  @Test
  void a_snapshot_that_was_never_deflated_is_ignored() {
    var kept = kept();
    var plain = "{}".getBytes(StandardCharsets.UTF_8);
    save(new Snapshot(kept.sequence(), kept.hash(), 0, plain, kept.increments()));

    assertGoesOnFromTheEntries();
  }

  @Test
  void a_snapshot_behind_the_end_is_ignored() {
    var kept = kept();
    save(new Snapshot(9_999, kept.hash(), 0, kept.core(), kept.increments()));

    assertGoesOnFromTheEntries();
  }

  @Test
  void a_snapshot_that_lies_cannot_bend_the_entries_that_follow_it() throws IOException {
    var kept = kept();
    var text = inflated(kept.core());
    var sequence = kept.sequence();
    var bent = text.replace("\"sequence\":" + sequence, "\"sequence\":" + (sequence + 7));
    assertThat(bent).isNotEqualTo(text);
    save(new Snapshot(sequence, kept.hash(), 0, deflated(bent), kept.increments()));

    assertThatThrownBy(world::resumes).isInstanceOf(JournalCorruptException.class);
  }

  private void assertGoesOnFromTheEntries() {
    world.store.entriesRead.set(0);
    approve();
    assertThat(world.resumes()).contains(Left.ENDED);

    assertThat(world.store.entriesRead.get()).isGreaterThan(2 * STEPS);
    assertThat(world.status()).isEqualTo(Status.COMPLETED);
  }

  private static String inflated(byte[] part) throws IOException {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(part))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] deflated(String part) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflating = new DeflaterOutputStream(out)) {
      deflating.write(part.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private Snapshot kept() {
    return world.store.snapshots().load(World.RUN, Kernel.VERSION).orElseThrow();
  }

  private void save(Snapshot snapshot) {
    world.store.snapshots().save(World.RUN, Kernel.VERSION, snapshot);
  }

  private void approve() {
    var held = world.events(CommandHeld.class).getLast();
    var yes = new Request.Approve(held.command(), held.wanted(), World.ANN);
    assertThat(world.requests("yes", yes)).isTrue();
  }
}
