package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.workload.ScriptedPort;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Ruling;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.HashChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the ring does in each step, each part by itself, on the journal of a run of 1,000 steps. One
 * call of {@code step}, {@code judge}, {@code brief}, {@code encode} or {@code append} is one of
 * several in a step of a run; {@code replay} is the whole run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx2g",
      "-XX:+UseSerialGC",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class Ring {
  private static final int STEPS = 1_000;

  private final EventCodec codec = new EventCodec();
  private final GatePipeline gates = GatePipeline.standard();
  private final Recorded recorded;
  private final List<Recorded.Judged> judged;
  private final Appended appended;
  private int next;

  /** Records the journal. */
  public Ring() {
    this(STEPS);
  }

  /** Records the journal of a run of so many steps. */
  public Ring(int steps) {
    try {
      recorded = Recorded.of(steps);
      judged = recorded.judged();
      appended = new Appended(recorded);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Begins in the middle of the run, where everything is as long as it gets. */
  @Setup
  public void begin() {
    next = recorded.entries().size() / 2;
  }

  @TearDown
  public void end() throws IOException {
    appended.close();
  }

  /** Folds one entry into the state. */
  @Benchmark
  public RunState step() {
    var at = 1 + next(recorded.entries().size() - 1);
    return Kernel.step(recorded.states().get(at - 1), recorded.entries().get(at));
  }

  /** Has all gates judge one command on facts that were established before. */
  @Benchmark
  public Ruling judge() {
    var one = judged.get(next(judged.size()));
    return gates.judge(one.before(), one.pending(), one.ruling().facts());
  }

  /** Builds one brief and writes it as the bytes of a request. */
  @Benchmark
  public void brief() {
    ScriptedPort.write(recorded.states().get(next(recorded.states().size())).brief());
  }

  /** Writes one event as it lies on disk and hashes it into its chain. */
  @Benchmark
  public Digest encode() {
    var at = 1 + next(recorded.entries().size() - 1);
    var entry = recorded.entries().get(at);
    var stored = codec.encode(entry.event());
    return HashChain.hash(
        recorded.sealed().get(at - 1).hash(),
        recorded.states().getFirst().mandate().run(),
        entry.sequence(),
        entry.at(),
        stored.type(),
        stored.body());
  }

  /** Appends the entries of one commit, durable when it returns; nobody shares the sync. */
  @Benchmark
  public void append() {
    appended.append();
  }

  /** Decodes and folds the whole journal. */
  @Benchmark
  public RunState replay() {
    @Nullable RunState state = null;
    for (var sealed : recorded.sealed()) {
      var event = codec.decode(sealed.type(), sealed.body());
      var entry = new Entry(sealed.sequence(), sealed.at(), event);
      state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
    }
    if (state == null || !state.over()) throw new IllegalStateException("the run did not end");
    return state;
  }

  private int next(int bound) {
    next = next + 1 < bound ? next + 1 : 0;
    return next;
  }
}
