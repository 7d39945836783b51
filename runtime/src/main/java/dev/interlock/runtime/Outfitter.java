package dev.interlock.runtime;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.agent.Connections;
import dev.interlock.runtime.agent.References;
import dev.interlock.runtime.agent.SourceSettings;
import dev.interlock.runtime.effect.Equipment;
import dev.interlock.runtime.effect.Equipment.Asked;
import dev.interlock.runtime.effect.Equipment.Models;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelProvider;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory;
import dev.interlock.runtime.effect.ToolSourceFactory.Surroundings;
import dev.interlock.runtime.effect.methods.MethodTools;
import dev.interlock.runtime.host.Orphans;
import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.process.Ended;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens models and tools for charters, once for each way to reach them, and closes them in the end.
 * Thread-safe.
 */
final class Outfitter implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private final Registry registry;
  private final Supplier<DataSource> journal;
  private final References references = References.ofEnvironment();
  private final Map<String, Object> objects = new ConcurrentHashMap<>();
  private final Map<Digest, Outfit> outfits = new HashMap<>();
  private final List<Outfit> retired = new ArrayList<>();

  Outfitter(Registry registry, Supplier<DataSource> journal) {
    this.registry = registry;
    this.journal = journal;
  }

  /**
   * A model and tools, open.
   *
   * @param equipment for performers
   * @param offered what each source says of its tools, listed or not
   */
  record Outfit(Equipment equipment, Map<SourceSettings, List<Descriptor>> offered) {}

  /** Takes objects whose methods are the tools of the classes that agent files name. */
  void provide(List<Object> tools) {
    for (var tool : tools) objects.put(tool.getClass().getName(), tool);
  }

  /**
   * Returns what a charter's connections lead to, opened if it is not open yet.
   *
   * @param terms one for each of {@link Connections#models}
   * @throws UserError if a source cannot be started, or a setting cannot work; nothing is left open
   */
  synchronized Outfit open(Connections connections, List<ModelTerms> terms) {
    var key = key(connections, terms);
    var known = outfits.get(key);
    if (known != null) return known;
    var opened = new ArrayList<AutoCloseable>();
    try {
      var outfit = outfit(connections, terms, opened);
      outfits.put(key, outfit);
      return outfit;
    } catch (RuntimeException refused) {
      opened.forEach(Outfitter::closeQuietly);
      throw refused;
    }
  }

  /**
   * As {@link #open}, opened anew: tools are asked again what they are. What was open before goes
   * on serving the runs that have it.
   */
  synchronized Outfit renew(Connections connections, List<ModelTerms> terms) {
    var before = outfits.remove(key(connections, terms));
    if (before != null) retired.add(before);
    return open(connections, terms);
  }

  private static Digest key(Connections connections, List<ModelTerms> terms) {
    return Digest.of(connections.value().canonical() + '\n' + terms);
  }

  /**
   * Checks that the tools are still what a run was started with.
   *
   * @throws UserError if a tool has changed or is gone
   */
  static void refuseDrift(Charter charter, Outfit outfit) {
    var now = new TreeMap<String, Descriptor>();
    for (var descriptors : outfit.offered().values()) {
      for (var descriptor : descriptors) now.put(descriptor.name(), descriptor);
    }
    for (var tool : charter.tools()) {
      var is = now.get(tool.name());
      if (is != null && tool.descriptor().pin().equals(is.pin())) continue;
      throw new UserError(
          "the tool '"
              + tool.name()
              + "' is not the one that the run was started with: "
              + difference(tool.descriptor(), is),
          charter.agent().name(),
          "the run can go on only with the tools of its charter; start a new run");
    }
  }

  /**
   * Checks that each tool can have an effect of the class that its contract states, and can give
   * the signs of life that it asks for.
   *
   * @throws UserError for the first that cannot
   */
  void refuseOutsiders(Charter charter, Outfit outfit) {
    for (var tool : charter.tools()) {
      var source = outfit.equipment().tools().get(tool.name());
      if (source == null) continue; // drift, which is refused elsewhere
      refuseSilent(charter, tool, source);
      var objection = source.objection(tool.name(), tool.effect(), journal);
      if (objection.isEmpty()) continue;
      throw new UserError(
          "the tool '" + tool.name() + "' cannot have the effect it states: " + objection.get(),
          charter.agent().name(),
          "read about effect: transactional in docs/agent-file.md");
    }
  }

  private static void refuseSilent(Charter charter, ToolContract tool, ToolSource source) {
    if (tool.limits().heartbeat() == null || source.canGiveSignsOfLife(tool.name())) return;
    throw new UserError(
        "the tool '" + tool.name() + "' has a heartbeat and cannot give any sign of life",
        charter.agent().name(),
        "a Java method takes a Heartbeat beside its record, a server of mcp reports progress;"
            + " otherwise remove heartbeat");
  }

  private static String difference(Descriptor was, @Nullable Descriptor is) {
    if (is == null) return "it is gone";
    return was.description().equals(is.description())
        ? "it has changed its arguments, or what else it says of itself"
        : "it has changed its description";
  }

  private Outfit outfit(
      Connections connections, List<ModelTerms> terms, List<AutoCloseable> opened) {
    var asked = new ArrayList<Asked>();
    for (var i = 0; i < terms.size(); i++) {
      var settings = connections.models().get(i);
      var connection = settings.connection(terms.get(i), references, connections.home());
      var port = model(connection, settings.where());
      opened.add(port);
      asked.add(new Asked(named(connection), port));
    }
    var hasSmall = connections.small() != null;
    var models =
        new Models(
            hasSmall ? asked.subList(0, asked.size() - 1) : asked,
            hasSmall ? asked.getLast() : null);
    var tools = new HashMap<String, ToolSource>();
    var offered = new LinkedHashMap<SourceSettings, List<Descriptor>>();
    for (var settings : connections.sources()) {
      var source = source(settings, connections);
      opened.add(source);
      offered.put(settings, source.describe());
      for (var name : settings.tools()) tools.put(name, source);
    }
    return new Outfit(new Equipment(models, tools), offered);
  }

  private static String named(Connection connection) {
    var use = connection.terms().use();
    var address = connection.baseUrl();
    return address == null ? use : use + " at " + URI.create(address).getRawAuthority();
  }

  private static ModelPort model(Connection connection, String where) {
    var name = connection.terms().provider();
    for (var provider : ServiceLoader.load(ModelProvider.class)) {
      if (provider.knows(name)) return provider.open(connection);
    }
    throw new UserError(
        "no adapter for the model provider '" + name + "' is on the class path",
        where + ".use",
        "add the adapter");
  }

  private ToolSource source(SourceSettings settings, Connections connections) {
    var named = settings.members().get("class");
    if (named.isPresent() && named.get() instanceof Value.Text(var name)) {
      var object = objects.get(name);
      if (object != null) return MethodTools.of(object);
    }
    for (var factory : ServiceLoader.load(ToolSourceFactory.class)) {
      if (factory.kind().equals(settings.kind())) {
        var surroundings =
            new Surroundings(references.of(settings), this::started, START_WITHIN, journal);
        return factory.open(settings.settings(connections.home()), surroundings);
      }
    }
    throw new UserError(
        "no adapter for tools of kind '" + settings.kind() + "' is on the class path",
        settings.where(),
        "add the adapter");
  }

  private void started(Process process) {
    var note = Orphans.note(process.toHandle());
    registry.childStarted(note);
    Ended.then(process, () -> forget(note));
  }

  private void forget(Registry.Child child) {
    try {
      registry.childEnded(child);
    } catch (RuntimeException closed) {
      // The store is closed. Who opens it next finds the child dead and forgets it.
    }
  }

  @Override
  public synchronized void close() {
    retired.addAll(outfits.values());
    for (var outfit : retired) {
      outfit.equipment().tools().values().stream().distinct().forEach(Outfitter::closeQuietly);
      var models = outfit.equipment().models();
      models.chain().forEach(asked -> closeQuietly(asked.port()));
      if (models.small() != null) closeQuietly(models.small().port());
    }
    outfits.clear();
    retired.clear();
  }

  private static void closeQuietly(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception gone) { // what AutoCloseable declares
      // Closing is all that was left to do with it.
    }
  }
}
