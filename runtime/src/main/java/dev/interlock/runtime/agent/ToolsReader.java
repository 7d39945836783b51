package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code tools}: where tools come from, and which of them exist for the agent. */
final class ToolsReader {
  private static final List<String> KINDS = List.of("mcp", "java", "http");
  private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Notes notes;
  private final ResultReader results;
  private final List<SourceSettings> sources = new ArrayList<>();
  private final Map<String, Optional<ListedTool>> tools = new LinkedHashMap<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();

  private ToolsReader(Notes notes, Attachments attachments) {
    this.notes = notes;
    this.results = new ResultReader(attachments);
  }

  static Tools read(Section top, Attachments attachments) {
    var reader = new ToolsReader(top.notes(), attachments);
    for (var item : top.sections("tools", "source")) reader.item(item);
    var tools = new Tools(reader.sources, reader.tools);
    tools.readable().forEach(tool -> reader.query(tool, tools));
    tools.readable().forEach(tool -> reader.compensation(tool, tools));
    tools.readable().forEach(tool -> reader.grounds(tool, tools));
    return tools;
  }

  private void item(Section item) {
    var kinds = KINDS.stream().filter(item::has).toList();
    var unsupported = item.keys().stream().anyMatch(key -> NotYet.key("source", key));
    if (kinds.size() != 1 && !unsupported) {
      notes.error(
          item.start(), item.path() + " must have exactly one of " + String.join(", ", KINDS), "");
    }
    if (kinds.size() == 1) {
      var kind = kinds.getFirst();
      item.section(kind, kind).ifPresent(source -> source(item, kind, source));
    } else {
      item.skip("allow");
    }
    item.done();
  }

  private void source(Section item, String kind, Section source) {
    SourceReader.read(kind, source);
    var names = new ArrayList<String>();
    var reads = new TreeSet<String>();
    var resources = new TreeMap<String, Value>();
    var allow = allowed(item, source);
    for (var name : allow.map(Section::keys).orElse(List.of())) {
      var tool = allow.flatMap(all -> all.section(name, "tool"));
      if (tool.isEmpty() || !claims(name, tool.get())) continue;
      names.add(name);
      resource(kind, tool.get()).ifPresent(uri -> resources.put(name, Value.of(uri)));
      var result = results.read(tool.get(), kind);
      var listed = ToolReader.read(name, tool.get(), source.path(), result);
      if (listed.filter(ListedTool::isRead).isPresent()) reads.add(name);
      if (!kind.equals("java") && listed.filter(ListedTool::isTransactional).isPresent()) {
        tool.get()
            .error(
                "effect",
                tool.get().pathOf("effect") + ": only a tool of java can be transactional",
                "another process is in no transaction of the journal's");
      }
      tools.put(name, listed);
    }
    source.done();
    var members = source.value().without("allow");
    if (!resources.isEmpty()) members = members.with("resources", new Value.Obj(resources));
    sources.add(new SourceSettings(kind, source.path(), members, names, reads));
  }

  /** The resource that the tool reads, if it is one. */
  private static Optional<String> resource(String kind, Section tool) {
    if (!tool.has("resource")) return Optional.empty();
    if (!kind.equals("mcp")) {
      tool.error("resource", tool.pathOf("resource") + " goes with mcp alone", "remove it");
    }
    return tool.get("resource", SourceReader.RESOURCE);
  }

  private Optional<Section> allowed(Section item, Section source) {
    var outside = item.section("allow", "allow");
    var inside = source.section("allow", "allow");
    if (item.has("allow") && source.has("allow")) {
      item.error(
          "allow",
          item.pathOf("allow") + " stands twice",
          "keep this one or " + source.pathOf("allow"));
    } else if (!item.has("allow") && !source.has("allow")) {
      notes.error(
          source.start(),
          source.path() + " lists no tool",
          "add allow: { tool_name: { effect: read } }");
    }
    return outside.or(() -> inside);
  }

  private boolean claims(String name, Section tool) {
    var first = sections.putIfAbsent(name, tool);
    if (first != null) {
      notes.error(tool.start(), "tool " + name + " is listed twice", "first at " + first.start());
    } else if (!TOOL_NAME.matcher(name).matches()) {
      notes.error(
          tool.start(),
          "'" + name + "' is no name of a tool",
          "at most 64 letters, digits, dots, dashes and underscores");
    }
    return first == null;
  }

  /** Looks at what takes an effect back, once all tools are known. */
  private void compensation(ListedTool tool, Tools all) {
    if (!(tool.terms().undo() instanceof Undo.By(var by, _))) return;
    var section = Objects.requireNonNull(sections.get(tool.name()));
    var _ =
        all.known(
            section,
            "compensate",
            by,
            other -> !other.isRead() && !(other.terms().undo() instanceof Undo.By),
            "cannot undo: it must have an effect, and no compensation of its own");
  }

  /** Looks at what its calls are judged by, once all tools are known. */
  private void grounds(ListedTool tool, Tools all) {
    var section = Objects.requireNonNull(sections.get(tool.name()));
    GroundsReader.review(section, tool.terms().groundsOrNone(), all);
  }

  /** Looks at whom a reconcilable effect asks, once all tools are known. */
  private void query(ListedTool tool, Tools all) {
    if (!(tool.terms().effect() instanceof EffectClass.Reconcile(_, var query))) return;
    var section = Objects.requireNonNull(sections.get(tool.name()));
    var asked = section.section("reconcile", "reconcile").orElseThrow();
    var _ = all.known(asked, "tool", query.tool(), ListedTool::isRead, "is no read");
  }
}
