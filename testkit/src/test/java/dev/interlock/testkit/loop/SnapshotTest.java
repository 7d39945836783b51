package dev.interlock.testkit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.codec.SnapshotCodec;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A state put together from a core and increments is the state folded from all entries. */
class SnapshotTest {
  private static final List<String> TOOLS = List.of("look", "pay", "post", "mail", "none");

  private final World world = new World();
  private final SnapshotCodec codec = new SnapshotCodec();

  static List<Integer> seeds() {
    return IntStream.range(0, 25).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void increments_equal_the_whole_fold_at_every_entry(int seed) {
    var random = new Random(seed);
    live(random);
    var entries = entries();

    var state = Kernel.begin(entries.getFirst());
    @Nullable RunState kept = null;
    var increments = new ArrayList<byte[]>();
    for (var entry : entries.subList(1, entries.size())) {
      state = Kernel.step(state, entry);
      if (random.nextInt(4) > 0) continue;
      increments.addAll(codec.increment(state, kept));
      kept = state;
      var snapshot = new Snapshot(state.sequence(), Digest.NONE, 0, codec.core(state), increments);
      var read = codec.read(state.mandate(), snapshot);
      assertThat(read).isEqualTo(state);
      kept = random.nextBoolean() ? read : state;
    }
    assertThat(entries).hasSizeGreaterThan(5);
  }

  private void live(Random random) {
    for (var turn = 0; turn < 30; turn++) world.replies.add(reply(random));
    world.tools = permit -> outcome(permit, random);
    world.begins(random.nextInt(4) == 0 ? Autonomy.ASSIST : Autonomy.BOUNDED);
    for (var wake = 0; wake < 5; wake++) world.after(Duration.ofMinutes(20)).resumes();
  }

  private static ModelReply reply(Random random) {
    var proposals = new ArrayList<Proposal>();
    for (var i = random.nextInt(3); i >= 0; i--) {
      var n = new BigDecimal("1.50").scaleByPowerOfTen(random.nextInt(3));
      var arguments = Value.of(Map.of("n", Value.of(n), "m", Value.of(random.nextInt(20))));
      var tool = TOOLS.get(Math.min(random.nextInt(40) / 10, 4));
      proposals.add(new Proposal("call-" + i, tool, arguments));
    }
    return new ModelReply("", proposals);
  }

  private static Event outcome(Permit permit, Random random) {
    var id = permit.command().id();
    var attempt = permit.attempt().number();
    var call = (InvokeTool) permit.command();
    if (permit.attempt().kind() == Attempt.Kind.QUERY) {
      var answer = new Content.Inline(Value.of("asked"));
      return new Event.QueryAnswered(id, attempt, random.nextBoolean(), answer);
    }
    return switch (random.nextInt(6)) {
      case 0 -> new Event.ToolFailed(id, attempt, ToolFault.NOT_FOUND, "none", null);
      case 1 ->
          call.tool().equals("look")
              ? new Event.ToolFailed(id, attempt, ToolFault.TIMEOUT, "late", null)
              : new Event.OutcomeUnknown(id, attempt, ToolFault.TIMEOUT, "late");
      default -> World.returned(permit);
    };
  }

  private List<Entry> entries() {
    try (var sealed = world.store.read(World.RUN, 1)) {
      return sealed
          .map(one ->
              new Entry(one.sequence(), one.at(), world.codec.decode(one.type(), one.body())))
          .toList();
    }
  }
}
