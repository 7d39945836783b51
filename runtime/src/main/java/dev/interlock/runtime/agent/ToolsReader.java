package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code tools}: where tools come from, and which of them exist for the agent. */
final class ToolsReader {
  private static final List<String> KINDS = List.of("mcp", "java");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Notes notes;
  private final List<SourceSettings> sources = new ArrayList<>();
  private final Map<String, Optional<ListedTool>> tools = new LinkedHashMap<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();

  private ToolsReader(Notes notes) {
    this.notes = notes;
  }

  static Tools read(Section top) {
    var reader = new ToolsReader(top.notes());
    for (var item : top.sections("tools", "source")) reader.item(item);
    var tools = new Tools(reader.sources, reader.tools);
    tools.readable().forEach(tool -> reader.query(tool, tools));
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
      item.section(kinds.getFirst(), kinds.getFirst()).ifPresent(source -> source(item, source));
    } else {
      item.skip("allow");
    }
    item.done();
  }

  private void source(Section item, Section source) {
    var kind = item.has("mcp") ? "mcp" : "java";
    if (kind.equals("mcp")) mcp(source);
    else java(source);
    var names = new ArrayList<String>();
    var allow = allowed(item, source);
    for (var name : allow.map(Section::keys).orElse(List.of())) {
      var tool = allow.flatMap(all -> all.section(name, "tool"));
      if (tool.isEmpty() || !claims(name, tool.get())) continue;
      names.add(name);
      tools.put(name, ToolReader.read(name, tool.get(), source.path()));
    }
    source.done();
    var members = source.value().without("allow");
    sources.add(new SourceSettings(kind, source.path(), members, names));
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

  /** Looks at whom a reconcilable effect asks, once all tools are known. */
  private void query(ListedTool tool, Tools all) {
    if (!(tool.terms().effect() instanceof EffectClass.Reconcile(_, var query))) return;
    var section = Objects.requireNonNull(sections.get(tool.name()));
    var asked = section.section("reconcile", "reconcile").orElseThrow();
    var _ = all.known(asked, "tool", query.tool(), ListedTool::isRead, "is no read");
  }

  private void mcp(Section mcp) {
    var _ = mcp.require("name", Shapes.NAME, "as in name: shop");
    var unsupported = mcp.keys().stream().anyMatch(key -> NotYet.key("mcp", key));
    var command = mcp.get("command", Shapes.TEXTS);
    if ((!unsupported && !mcp.has("command")) || command.filter(List::isEmpty).isPresent()) {
      mcp.error(
          "command", mcp.pathOf("command") + " is missing", "as in command: [node, server.js]");
    }
    mcp.section("env", "env").ifPresent(this::variables);
  }

  private void variables(Section env) {
    for (var name : env.keys()) {
      if (!VARIABLE.matcher(name).matches()) {
        env.error(name, "'" + name + "' is no name of an environment variable", "");
      }
      env.node(name)
          .filter(node -> !(node.value() instanceof Value.Text))
          .ifPresent(_ -> env.error(name, env.pathOf(name) + " must be text", "put it in quotes"));
    }
  }

  private void java(Section java) {
    var _ = java.require("class", Shapes.TEXT, "as in class: com.example.ShopTools");
    var _ = java.get("classpath", Shapes.TEXTS);
  }
}
