package dev.interlock.runtime;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Mandate;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.agent.Connections;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.effect.Dependencies;
import dev.interlock.runtime.effect.ModelPerformer;
import dev.interlock.runtime.effect.Performers;
import dev.interlock.runtime.effect.ToolPerformer;
import dev.interlock.runtime.gate.FactFinder;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.loop.FactSource;
import dev.interlock.runtime.loop.Kit;
import dev.interlock.runtime.loop.KitMaker;
import dev.interlock.runtime.loop.Standings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes hands and eyes for the driver of a run. Thread-safe. */
final class Kits implements KitMaker {
  private static final int FINDERS_MAX = 256;

  private final Options options;
  private final Store store;
  private final EventCodec codec;
  private final Outfitter outfitter;
  private final Dependencies dependencies = new Dependencies();
  private final Map<Digest, FactFinder> finders =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, FactFinder> eldest) {
              return size() > FINDERS_MAX;
            }
          });

  Kits(Options options, Store store, EventCodec codec, Outfitter outfitter) {
    this.options = options;
    this.store = store;
    this.codec = codec;
    this.outfitter = outfitter;
  }

  /** Returns what all runs of the process know of what they call. */
  Dependencies dependencies() {
    return dependencies;
  }

  /**
   * Returns the kit for a run.
   *
   * @throws UserError if its model or tools cannot be opened, or are not those of its charter
   */
  @Override
  public Kit kit(Mandate mandate) {
    var charter = mandate.charter();
    var outfit = outfitter.open(Connections.of(charter), charter.models());
    Outfitter.refuseDrift(charter, outfit);
    outfitter.refuseOutsiders(charter, outfit);
    var equipment = outfit.equipment();
    var finder = finder(charter);
    var performers =
        new Performers(
            new ModelPerformer(equipment.models(), dependencies, options.clock()),
            new ToolPerformer(
                equipment.tools(),
                new Tripwire(finder, mandate, store.switches()),
                dependencies,
                options.clock()),
            options.clock(),
            permit -> Standings.objection(mandate, permit, store.switches().read()),
            options.probe());
    return new Kit(performers, facts(mandate));
  }

  @Override
  public FactSource facts(Mandate mandate) {
    var results = RecordedResults.of(mandate.run(), store.journal(), codec);
    return new CharterFacts(finder(mandate.charter()), results, () -> lastResults(mandate.run()));
  }

  private Map<String, Value> lastResults(RunId run) {
    try (var entries = store.journal().read(run, 1)) {
      return LastResults.of(
          entries.map(codec::entry).iterator(),
          content -> RecordedResults.content(store.journal()::payload, content));
    }
  }

  /**
   * Returns what establishes facts under a charter; the goal makes no difference to it.
   *
   * @throws UserError if a schema or an expression of the charter is wrong
   */
  FactFinder finder(Charter charter) {
    return finders.computeIfAbsent(codec.digest(charter.towards("-")), _ -> FactFinder.of(charter));
  }
}
