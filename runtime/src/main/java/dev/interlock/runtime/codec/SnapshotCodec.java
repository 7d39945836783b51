package dev.interlock.runtime.codec;

import dev.interlock.kernel.brief.Transcript;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Course;
import dev.interlock.kernel.run.Effects;
import dev.interlock.kernel.run.History;
import dev.interlock.kernel.run.Mandate;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Spending;
import dev.interlock.kernel.value.PersistentMap;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import dev.interlock.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The form of folded states on disk: a core of bounded size, and increments of what only grows,
 * each deflated. A cache of one kernel version, so its form may change at any time.
 */
public final class SnapshotCodec {
  private final Forms forms = new Forms();

  /** The part of a state whose size is bounded. */
  public record Core(
      Course course,
      Map<CommandId, Pending> pending,
      Transcript transcript,
      Spending spending,
      Recent history,
      Recourse recourse) {}

  /** The part of the history whose size is bounded. */
  public record Recent(Map<String, Integer> complete, long lastEffect, History.Stall stall) {}

  /** The part of the effects whose size is bounded. */
  public record Recourse(
      @Nullable CommandId last,
      Effects.Undoing undoing,
      Map<CommandId, Effects.Unconfirmed> unconfirmed) {}

  /** What was added to the growing part. */
  public record Growth(
      PersistentMap<History.Seen> calls,
      PersistentMap<Integer> marks,
      PersistentMap<String> disproved,
      PersistentMap<Effects.Effect> effects) {}

  public byte[] core(RunState state) {
    var history = state.history();
    return bytes(
        new Core(
            state.course(),
            state.pending(),
            state.transcript(),
            state.spending(),
            new Recent(history.complete(), history.lastEffect(), history.stall()),
            new Recourse(
                state.effects().last(), state.effects().undoing(), state.effects().unconfirmed())));
  }

  /**
   * Returns what the growing part has gained.
   *
   * @param before the state that was kept before; null if none was
   */
  public List<byte[]> increment(RunState state, @Nullable RunState before) {
    var now = state.history();
    var growth =
        before == null
            ? new Growth(now.calls(), now.marks(), now.disproved(), state.effects().all())
            : new Growth(
                now.calls().changesSince(before.history().calls()),
                now.marks().changesSince(before.history().marks()),
                now.disproved().changesSince(before.history().disproved()),
                state.effects().all().changesSince(before.effects().all()));
    return List.of(bytes(growth));
  }

  /**
   * Puts a state together again.
   *
   * @throws MalformedException if the snapshot has another shape
   */
  public RunState read(Mandate mandate, Snapshot snapshot) {
    var core = (Core) forms.of(Core.class).read(tree(snapshot.core()));
    var calls = PersistentMap.<History.Seen>empty();
    var marks = PersistentMap.<Integer>empty();
    var disproved = PersistentMap.<String>empty();
    var effects = PersistentMap.<Effects.Effect>empty();
    for (var increment : snapshot.increments()) {
      var growth = (Growth) forms.of(Growth.class).read(tree(increment));
      calls = calls.withAll(growth.calls);
      marks = marks.withAll(growth.marks);
      disproved = disproved.withAll(growth.disproved);
      effects = effects.withAll(growth.effects);
    }
    var recent = core.history;
    var history =
        new History(recent.complete, calls, marks, disproved, recent.lastEffect, recent.stall);
    return new RunState(
        mandate,
        core.course,
        core.pending,
        core.transcript,
        core.spending,
        history,
        new Effects(effects, core.recourse.last, core.recourse.undoing, core.recourse.unconfirmed));
  }

  private byte[] bytes(Object part) {
    var json = forms.of(part.getClass()).write(part).json().getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(json.length / 2);
    try (var deflater = new Deflater(Deflater.BEST_SPEED);
        var deflated = new DeflaterOutputStream(out, deflater)) {
      deflated.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static Value tree(byte[] part) {
    try (var inflated = new InflaterInputStream(new ByteArrayInputStream(part))) {
      return Json.parseStored(inflated.readAllBytes());
    } catch (Json.NotJsonException | IOException bad) {
      throw new MalformedException("snapshot: " + bad.getMessage(), bad);
    }
  }
}
