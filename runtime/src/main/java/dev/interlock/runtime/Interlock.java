package dev.interlock.runtime;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.agent.Finding;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.effect.Dependency;
import dev.interlock.runtime.host.LocalHost;
import dev.interlock.runtime.host.Orphans;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.StoreProvider;
import dev.interlock.runtime.loop.Crew;
import dev.interlock.runtime.loop.Drivers;
import dev.interlock.runtime.loop.PolicySimulator;
import dev.interlock.runtime.loop.Verifier;
import dev.interlock.runtime.loop.Verifier.Verification;
import dev.interlock.runtime.loop.Workshop;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Everything that Interlock does, for an application that embeds it; the command line does nothing
 * that is not here. Thread-safe. Close it to let runs reach a place to stop and to end tool
 * processes.
 *
 * {@snippet :
 * try (var interlock = Interlock.open(Path.of("data"))) {
 *   var agent = Agent.load(Path.of("refund-desk.yaml")).with(new ShopTools(dataSource));
 *   var run = interlock.start(agent, "Refund order o-991", Principal.of("ann", "refunds-clerk"));
 *   RunResult result = run.await(Duration.ofMinutes(2));
 * }
 * }
 */
public final class Interlock implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final int RESUME_PAGE = 500;

  private final Options options;
  private final Store store;
  private final EventCodec codec = new EventCodec();
  private final GatePipeline gates;
  private final RunIds ids = new RunIds();
  private final Outfitter outfitter;
  private final Kits kits;
  private final Drivers drivers;
  private final LocalHost host;
  private final KillSwitches switches;
  private final Rights rights;

  private Interlock(Options options, Store store) {
    this.options = options;
    this.store = store;
    this.gates = GatePipeline.standard().without(options.without());
    this.outfitter = new Outfitter(store.registry(), store::dataSource);
    this.kits = new Kits(options, store, codec, outfitter);
    var orphans = new Orphans(store.registry());
    var workshop =
        new Workshop(
            store, codec, gates, options.clock(), Interlock::pass, Crew.THREADS, options.probe());
    this.drivers = new Drivers(workshop, kits, options.watcher(), this::keepLate, orphans::end);
    this.host = new LocalHost(drivers, store.index(), options.clock());
    this.switches = new KillSwitches(store, drivers, host, options.clock());
    this.rights = new Rights(store, options.clock());
    orphans.end();
    if (options.sweeps()) host.sweep();
  }

  /**
   * Opens Interlock on a folder.
   *
   * @throws UserError if the folder cannot be used
   */
  public static Interlock open(Path folder) {
    return open(Options.in(folder));
  }

  /**
   * Opens Interlock.
   *
   * @throws UserError if the folder cannot be used
   */
  public static Interlock open(Options options) {
    return new Interlock(options, stores().open(options.folder(), options.probe()));
  }

  /** Whether anything was ever opened on a folder; makes and changes nothing. */
  public static boolean isIn(Path folder) {
    return stores().isIn(folder);
  }

  private static StoreProvider stores() {
    return ServiceLoader.load(StoreProvider.class)
        .findFirst()
        .orElseThrow(
            () -> new UserError("no store is on the class path", "", "add interlock-adapter-sql"));
  }

  /**
   * Starts a run. When this returns, the run is on disk and being driven.
   *
   * @throws UserError if the principal lacks a right that the agent's tools need, a tool cannot be
   *     started or has changed, or the charter cannot be made; nothing was run
   */
  public Run start(Agent agent, String goal, Principal principal) {
    var file = agent.file();
    file.rolesLacking(principal)
        .ifPresent(lacking -> {
          throw new UserError(lacking, "", "");
        });
    var charter = charter(agent, goal, false);
    var run = ids.next();
    var first = new RunStarted(run, charter, codec.digest(charter), principal);
    host.begin(first);
    return new LocalRun(run, this);
  }

  /**
   * Starts the tools of an agent and tells which are not what it was last run with.
   *
   * @throws UserError if a tool cannot be started
   */
  public List<Finding> drift(Agent agent) {
    var file = agent.file();
    try {
      var known = store.registry().pins(file.name());
      return new Drift(file.name(), known, described(agent, true)).findings(file.where("tools"));
    } catch (UserError wrong) {
      throw file.located(wrong);
    }
  }

  /**
   * Accepts the tools of an agent as they are now: their descriptors are pinned anew, and runs that
   * are started from now on use them. A run that goes on keeps to those of its charter. Switches
   * that were thrown because a result did not fit its schema are released; runs that they stopped
   * can be resumed.
   *
   * @return what has changed, as {@link #drift} tells it: exactly what was accepted; and what was
   *     released
   * @throws UserError if a tool cannot be started
   */
  public List<Finding> accept(Agent agent) {
    var file = agent.file();
    var known = store.registry().pins(file.name());
    var _ = charter(agent, "accept the tools", true);
    var described = described(agent, false); // still those that have just been asked
    var where = file.where("tools");
    var findings = new ArrayList<>(new Drift(file.name(), known, described).findings(where));
    var by = new Signed(System.getProperty("user.name", "somebody"), "", options.clock().instant());
    findings.addAll(Tripwire.release(store.switches(), described.keySet(), by, where));
    return List.copyOf(findings);
  }

  /** Gives objects for the classes that agent files name, for runs that are taken up. */
  public void provide(Object... tools) {
    outfitter.provide(List.of(tools));
  }

  /**
   * Returns what this process knows of the models and tools that its runs have called: whether each
   * is left alone, how often that changed, and how many calls were held back. Models first, then by
   * name. It is counted from when this was opened and kept nowhere; what a run met stands in its
   * journal.
   */
  public List<Dependency> dependencies() {
    return kits.dependencies().seen();
  }

  /** Returns what is left of the budget of retries that all runs of this process share. */
  public Dependency.Retries retries() {
    return kits.dependencies().retries(options.clock().instant());
  }

  /** Takes up what dead processes left: every run that nobody drives and nothing keeps. */
  public List<Run> resume() {
    var taken = new ArrayList<Run>();
    var page = store.index().list(RunIndex.Query.unended(RESUME_PAGE));
    while (!page.isEmpty()) {
      for (var known : page) {
        if (known.status() == Status.PAUSED && !switches.isReleased(known.run())) continue;
        if (!host.resume(known.run())) continue;
        taken.add(new LocalRun(known.run(), this));
      }
      var last = page.getLast().run();
      page = store.index().list(new RunIndex.Query(null, null, true, last, RESUME_PAGE));
    }
    return List.copyOf(taken);
  }

  /**
   * Takes up one run, also one that was parked; empty if a living process drives it.
   *
   * @throws UserError if there is no such run, or a kill switch keeps it
   */
  public Optional<Run> resume(RunId run) {
    var known = store.index().get(run).orElseThrow(() -> unknown(run.text()));
    if (known.status() == Status.PAUSED && !switches.isReleased(run)) {
      var go = ask(run, new Request.Continue(System.getProperty("user.name", "somebody")));
      if (!go.done()) throw new UserError(go.reason(), run.text(), "");
    }
    return host.resume(run) ? Optional.of(new LocalRun(run, this)) : Optional.empty();
  }

  /** Takes a run over from a process that seems to drive it but stands still. */
  public Run takeOver(RunId run) {
    if (host.takeOver(run)) return new LocalRun(run, this);
    throw unknown(run.text());
  }

  /**
   * Returns a handle on a run.
   *
   * @throws UserError if there is no such run
   */
  public Run run(RunId run) {
    if (store.journal().head(run).isEmpty()) throw unknown(run.text());
    return new LocalRun(run, this);
  }

  /**
   * Finds a run by its id or the beginning of it.
   *
   * @throws UserError if none or several match
   */
  public RunId find(String idOrPrefix) {
    var found = store.index().startingWith(idOrPrefix, 2);
    if (found.size() == 1) return found.getFirst();
    if (found.isEmpty()) throw unknown(idOrPrefix);
    throw new UserError("several runs begin with '" + idOrPrefix + "'", "", "give more of the id");
  }

  /**
   * What became of a request.
   *
   * @param done whether it was met
   * @param reason why not; empty if it was
   */
  public record Answer(boolean done, String reason) {
    /** Nobody has opened the letter yet; it lies in the inbox and will be seen. */
    public static final Answer LATER =
        new Answer(false, "the run is busy; the request lies in its inbox and will be seen");
  }

  /**
   * Asks something of a run: puts the request into its inbox, has the run driven if nobody drives
   * it, and waits until the request has been admitted or refused, for a bounded time.
   */
  public Answer ask(RunId run, Request request) {
    var id = new RequestId(UUID.randomUUID().toString());
    var before = store.journal().head(run).orElseThrow(() -> unknown(run.text())).sequence();
    if (!store.journal().request(run, id, codec.encode(request))) {
      throw new IllegalStateException("a fresh request id is taken");
    }
    host.wake(run);
    var waited = new Deadline(ANSWER_WITHIN);
    while (waits(run, id) && !waited.over()) {
      var _ = host.awaitLeft(run, Duration.ofMillis(20));
      pass(Duration.ofMillis(5));
    }
    return waits(run, id) ? Answer.LATER : answer(run, id, before);
  }

  /**
   * Asks a run to undo what it has done; see {@link Request.Rollback}.
   *
   * @return refused, and nothing changed, if there is nothing that can be undone, it is being
   *     undone already, or {@code by} may not decide on it
   */
  public Answer rollback(RunId run, Principal by) {
    return ask(run, new Request.Rollback(by));
  }

  /**
   * Settles a run that waits for manual review: it is COMPLETED with this answer, if the answer
   * fits and this person may give it. If not, nothing changes, and the reason says why.
   *
   * @param result the answer proper, as {@code output.schema} wants it; at most 64 KiB of JSON
   * @param reason why, for whoever reads it later; may be empty
   */
  public Answer settle(RunId run, Value result, String reason, Principal by) {
    return ask(run, new Request.SettleReview(result, reason, by));
  }

  /** Returns the entries of a run, decoded, in order. Close the stream. */
  public Stream<Entry> entries(RunId run, long fromSequence) {
    return sealed(run, fromSequence).map(codec::entry);
  }

  /** Returns the entries of a run as they lie on disk, in order. Close the stream. */
  public Stream<SealedEntry> sealed(RunId run, long fromSequence) {
    return store.journal().read(run, fromSequence);
  }

  /** Returns what a content stands for; empty if it is not in the store. */
  public Optional<Value> content(Content content) {
    return RecordedResults.content(store.journal()::payload, content);
  }

  public List<RunSummary> runs(RunIndex.Query query) {
    return store.index().list(query);
  }

  /**
   * Returns connections to the database of the journal, for tables of the application's own beside
   * it. Within a transactional tool it gives out the connection of the outcome's transaction.
   */
  public DataSource dataSource() {
    return store.dataSource();
  }

  /** The rights that were taken away, whatever agent files say. */
  public Rights rights() {
    return rights;
  }

  /** The durable kill switches. */
  public KillSwitches switches() {
    return switches;
  }

  /**
   * Proves the journal of a run; see {@link Verifier}.
   *
   * @param exported the hash of the last entry as somebody noted it elsewhere; empty if nobody did
   * @throws UserError if there is no such run
   */
  public Verification verify(RunId run, Optional<Digest> exported) {
    var head = store.journal().head(run).orElseThrow(() -> unknown(run.text()));
    var verifier =
        new Verifier(codec, gates, state -> kits.facts(state.mandate()), store.journal()::payload);
    try (var entries = sealed(run, 1)) {
      return verifier.verify(run, head, exported, entries.iterator());
    }
  }

  /**
   * Judges recorded proposals of ended and unended runs once more under another policy; see {@link
   * PolicySimulator}. Nothing is performed, and nothing changes.
   *
   * @param policy in place of that of each run; see {@link dev.interlock.runtime.agent.PolicyFile}
   * @param agent only of the runs of this one; empty for all
   * @param last how many proposals, the last ones; 1 or more
   */
  public Resimulation simulate(List<PolicyRule> policy, Optional<String> agent, int last) {
    return new Resimulation.Maker(
            store.index(), run -> entries(run, 1), new PolicySimulator(gates, kits::facts))
        .made(policy, agent, last);
  }

  /**
   * Writes the journal of a run as it is now, for {@link #verify(Path, Optional)} on any machine:
   * its entries, the results that lie beside them, its charter and its head. Secrets are in none of
   * them.
   *
   * @throws UserError if there is no such run
   */
  public void export(RunId run, OutputStream out) {
    if (store.journal().head(run).isEmpty()) throw unknown(run.text());
    new Exports(codec, gates).write(store.journal(), run, out);
  }

  /**
   * Proves an exported journal; needs no store.
   *
   * @param exported the hash of the last entry as somebody noted it elsewhere; empty if nobody did
   * @throws UserError if the file is no exported journal
   */
  public static Verification verify(Path file, Optional<Digest> exported) {
    return new Exports(new EventCodec(), GatePipeline.standard()).verify(file, exported);
  }

  @Override
  public void close() {
    host.close();
    outfitter.close();
    store.close();
  }

  RunState look(RunId run) {
    return drivers.look(run);
  }

  LocalHost host() {
    return host;
  }

  Store store() {
    return store;
  }

  EventCodec codec() {
    return codec;
  }

  Options options() {
    return options;
  }

  /** Lets a little time pass. */
  static void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Charter charter(Agent agent, String goal, boolean acceptDrift) {
    var file = agent.file();
    try {
      var described = described(agent, acceptDrift);
      var drift = new Drift(file.name(), store.registry().pins(file.name()), described);
      if (!acceptDrift) drift.refuse();
      var charter = file.charter(goal, described);
      var outfit = outfitter.open(file.connections(), file.models());
      outfitter.refuseOutsiders(charter, outfit);
      var _ = kits.finder(charter);
      store.registry().pin(file.name(), drift.pins());
      return charter;
    } catch (UserError wrong) {
      throw file.located(wrong);
    }
  }

  /** What the listed tools say of themselves: now, or when they were opened first. */
  private Map<String, Descriptor> described(Agent agent, boolean now) {
    var file = agent.file();
    outfitter.provide(agent.objects());
    var connections = file.connections();
    var outfit =
        now
            ? outfitter.renew(connections, file.models())
            : outfitter.open(connections, file.models());
    var described = new TreeMap<String, Descriptor>();
    outfit
        .offered()
        .forEach((source, offered) -> described.putAll(file.described(source, offered)));
    return described;
  }

  private void keepLate(RunId run, Request.Late late) {
    var id = new RequestId("late-" + late.command() + "-" + late.attempt());
    if (store.journal().request(run, id, codec.encode(late))) host.wake(run);
  }

  private boolean waits(RunId run, RequestId id) {
    return store.journal().inbox(run).stream().anyMatch(letter -> letter.id().equals(id));
  }

  private Answer answer(RunId run, RequestId id, long before) {
    try (var entries = entries(run, before + 1)) {
      return entries
          .filter(entry -> entry.event() instanceof Event.RequestRefused)
          .map(entry -> (Event.RequestRefused) entry.event())
          .filter(refused -> refused.request().equals(id))
          .findFirst()
          .map(refused -> new Answer(false, refused.reason()))
          .orElse(new Answer(true, ""));
    }
  }

  private static UserError unknown(String run) {
    return new UserError("there is no run '" + run + "'", "", "interlock runs lists them");
  }
}
