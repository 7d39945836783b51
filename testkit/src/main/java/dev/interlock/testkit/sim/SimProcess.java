package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Mandate;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.effect.Dependencies;
import dev.interlock.runtime.effect.Equipment.Asked;
import dev.interlock.runtime.effect.Equipment.Models;
import dev.interlock.runtime.effect.ModelPerformer;
import dev.interlock.runtime.effect.Performer;
import dev.interlock.runtime.effect.Performers;
import dev.interlock.runtime.effect.ToolPerformer;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.loop.Crew;
import dev.interlock.runtime.loop.Drivers;
import dev.interlock.runtime.loop.Kit;
import dev.interlock.runtime.loop.Standings;
import dev.interlock.runtime.loop.Workshop;
import dev.interlock.testkit.journal.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One process of the runtime: the real drivers on a store, a clock and performers of its own. */
final class SimProcess {
  private static final int ROUNDS_MAX = 1000;
  private static final Pattern TOOL_NUMBER = Pattern.compile("\\d+$");

  private final Scene scene;
  private final String name;
  private final Store store;
  private final InstantSource clock;
  private final Drivers drivers;
  private final Dependencies dependencies = new Dependencies();
  private final SimTools source;
  private boolean dead;
  private boolean locked;
  private boolean again;
  private long epoch;
  private int rounds;
  private @Nullable Permit performed;

  SimProcess(Scene scene, String name) {
    this.scene = scene;
    this.name = name;
    var skew = scene.on(Feature.CLOCK_SKEW) ? scene.fate().between(-100, 100) : 0;
    this.clock = scene.clock().of(Duration.ofMillis(skew));
    this.source = new SimTools(scene, this, clock);
    var memory = MemoryStore.open(scene.disk(), name, this::passing);
    this.store = new WatchedStore(scene.seams().store(memory), this, scene);
    var workshop =
        new Workshop(
            store,
            scene.codec(),
            scene.seams().gates(),
            clock,
            this::pass,
            Crew.ONE_BY_ONE,
            this::passing);
    this.drivers = new Drivers(workshop, this::kit, this::committed, this::keepLate, () -> {});
  }

  String name() {
    return name;
  }

  Drivers drivers() {
    return drivers;
  }

  Store store() {
    return store;
  }

  InstantSource clock() {
    return clock;
  }

  boolean dead() {
    return dead;
  }

  void die(String where, Dice fate) {
    scene.tell(() -> name + " dies " + where);
    scene.coverage().count("death " + TOOL_NUMBER.matcher(where).replaceAll(""));
    if (fate.chance(500)) {
      scene.disk().processDied(name);
    } else {
      scene.disk().processDied(name, fate.generator());
    }
    lost();
  }

  /** The process is gone; its disk knows already. */
  void lost() {
    scene.letters().disturb();
    dead = true;
    scene.processes().remove(this);
  }

  /** Does something in which the process may die, and may not stand still. */
  <T> T withoutStop(Supplier<T> work) {
    locked = true;
    try {
      return work.get();
    } finally {
      locked = false;
    }
  }

  /** Whether the process holds the disk, so that others could not go on while it stood still. */
  boolean holdsTheDisk() {
    return locked;
  }

  private void passing(Point point) {
    var inSync = point == Point.BEFORE_SYNC || point == Point.AFTER_SYNC;
    if (point == Point.AFTER_SYNC) scene.audit().synced();
    scene.point(this, "at " + point, !inSync);
  }

  private void pass(Duration time) {
    rounds = 0;
    scene.clock().pass(time);
    scene.point(this, "waiting", true);
  }

  private Kit kit(Mandate mandate) {
    var performers =
        performers(
            mandate.charter(),
            scene.seams().beginClock(clock),
            scene
                .seams()
                .objection(permit -> Standings.objection(mandate, permit, store.switches().read())),
            this::passing);
    Performer listens =
        (permit, context) -> {
          performed = permit;
          return performers.perform(permit, context);
        };
    return new Kit(
        scene.seams().performer(listens), scene.seams().facts(new SimFacts(scene.shape())));
  }

  /** Returns what carries out the permits of other runs in this process. */
  Performers performers(Charter charter) {
    return performers(charter, clock, _ -> Optional.empty(), Probe.NONE);
  }

  private Performers performers(
      Charter charter,
      InstantSource beginClock,
      Function<Permit, Optional<String>> objection,
      Probe probe) {
    var tools = new TreeMap<String, ToolSource>();
    for (var tool : charter.tools()) tools.put(tool.name(), source);
    return new Performers(
        new ModelPerformer(models(charter), dependencies, clock),
        new ToolPerformer(tools, new SimAssessor(scene), dependencies, clock),
        beginClock,
        objection,
        probe);
  }

  private Models models(Charter charter) {
    var port = new SimModel(scene, this);
    var chain = charter.chain().stream().map(terms -> new Asked(terms.use(), port)).toList();
    var small = charter.small();
    return new Models(chain, small == null ? null : new Asked(small.use(), port));
  }

  /** The permit that is being performed. */
  Permit permit() {
    return Objects.requireNonNull(performed, "nothing is being performed");
  }

  /** Whether nobody has taken the run over since this process last wrote. */
  boolean drivesStill() {
    return scene.audit().journal().head(scene.run()).map(Journal.Head::epoch).orElse(0L) == epoch;
  }

  void wrote(long inEpoch) {
    epoch = inEpoch;
    rounds = 0;
  }

  /** Goes round the ring once more; something must have come of it since long ago. */
  void goesRound() {
    if (++rounds < ROUNDS_MAX) return;
    var state = scene.audit().state();
    throw scene.fail(Invariant.NO_SPIN, name + " in " + (state == null ? "" : state.pending()));
  }

  private void committed(RunState state, List<Entry> entries) {
    scene.audit().committed(state);
  }

  private void keepLate(RunId run, Request.Late late) {
    scene.tell(() -> name + " hears late of " + late.command());
    try {
      scene.letters().send(this, Letters.late(late.command(), late.attempt()), late);
    } catch (Crash | JournalUnavailableException unheard) {
      scene.tell(() -> name + " could not note it");
    }
  }

  /** Somebody wants the run driven once more after the drive that is going on. */
  void driveAgain() {
    again = true;
  }

  boolean takeAgain() {
    var was = again;
    again = false;
    return was;
  }
}
