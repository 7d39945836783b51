package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.testkit.journal.MemoryDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that one simulation consists of. */
final class Scene {
  private final Shape shape;
  private final Seams seams;
  private final Charter charter;
  private final RunId run;
  private final EventCodec codec;
  private final MemoryDisk disk = new MemoryDisk();
  private final Story story = new Story();
  private final Coverage coverage = new Coverage();
  private final World world = new World(this);
  private final SimClock clock = new SimClock(world::settle);
  private final Dice fate;
  private final Dice toolDice;
  private final Dice modelDice;
  private final List<SimProcess> processes = new ArrayList<>();
  private final Letters letters = new Letters(this);
  private final Board board;
  private final Revocation rights;
  private final Neighbours neighbours;
  private final Audit audit;
  private final Deeds deeds;
  private final Perils perils;

  private int names;
  private boolean calm;
  private @Nullable Fibre current;
  private @Nullable SimulationFailure failure;

  Scene(Shape shape, Seams seams, EventCodec codec) {
    this.shape = shape;
    this.seams = seams;
    this.codec = codec;
    this.charter = Charters.draw(shape);
    this.run = Charters.run(shape);
    this.fate = shape.dice("fate");
    this.toolDice = shape.dice("tools");
    this.modelDice = shape.dice("model");
    this.board = new Board(this);
    this.rights = new Revocation(this);
    this.audit = new Audit(this);
    this.deeds = new Deeds(this);
    this.perils = new Perils(this);
    this.neighbours = new Neighbours(this);
  }

  /** A point at which a process may die or stand still. */
  void point(SimProcess process, String where, boolean mayStandStill) {
    if (process.dead()) throw new Crash();
    var mayStand = mayStandStill && !process.holdsTheDisk();
    if (!calm) perils.pass(process, where, mayStand ? current : null);
  }

  SimProcess newProcess() {
    var process = new SimProcess(this, "p" + names++);
    processes.add(process);
    return process;
  }

  /** Lets time pass until the runtime wants to be woken. */
  void waitForTimer() {
    audit
        .store()
        .index()
        .get(run)
        .map(RunSummary::wakeAt)
        .ifPresent(wakeAt -> clock.pass(Duration.between(clock.wall(), wakeAt)));
  }

  /** Hands the baton to a fibre until it stands still or ends. */
  void walk(Fibre fibre) {
    var before = current;
    current = fibre;
    try {
      fibre.go();
    } finally {
      current = before;
    }
    var found = failure;
    if (found != null) throw found;
  }

  /** Ends the simulation: an invariant does not hold. */
  SimulationFailure fail(Invariant invariant, String detail) {
    var found = failure;
    if (found == null) {
      found = new SimulationFailure(shape.seed(), invariant, detail, told());
      failure = found;
    }
    throw found;
  }

  private String told() {
    return shape + "\n" + charter.bounds() + "\n" + charter.rules() + "\n" + story.told();
  }

  void tell(Supplier<String> words) {
    story.tell(clock.now(), words);
  }

  boolean on(Feature feature) {
    return shape.has(feature);
  }

  boolean isQuery(String tool) {
    return charter.tools().stream()
        .anyMatch(one ->
            one.effect() instanceof EffectClass.Reconcile(_, var query)
                && query.tool().equals(tool));
  }

  Revocation rights() {
    return rights;
  }

  boolean calm() {
    return calm;
  }

  void calmDown() {
    calm = true;
  }

  Shape shape() {
    return shape;
  }

  Seams seams() {
    return seams;
  }

  Charter charter() {
    return charter;
  }

  RunId run() {
    return run;
  }

  EventCodec codec() {
    return codec;
  }

  MemoryDisk disk() {
    return disk;
  }

  Coverage coverage() {
    return coverage;
  }

  World world() {
    return world;
  }

  SimClock clock() {
    return clock;
  }

  Letters letters() {
    return letters;
  }

  Board board() {
    return board;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  Audit audit() {
    return audit;
  }

  Deeds deeds() {
    return deeds;
  }

  Dice fate() {
    return fate;
  }

  Dice toolDice() {
    return toolDice;
  }

  Dice modelDice() {
    return modelDice;
  }

  List<SimProcess> processes() {
    return processes;
  }
}
