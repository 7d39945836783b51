package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How an agent reaches its model and its tools, in the file's own words. Written into the charter
 * as {@code {model: {base-url, api-key}, tools: [{mcp: {…}, allow: [names]}], home}}, so that
 * another process can take a run up from its journal alone. Holds references, never what they stand
 * for.
 *
 * @param sources in the order of the file
 * @param home absolute; the folder of the agent file
 */
public record Connections(ModelSettings model, List<SourceSettings> sources, Path home) {

  public Connections {
    sources = List.copyOf(sources);
  }

  /**
   * Returns what {@link #value()} wrote into a charter.
   *
   * @throws IllegalArgumentException if something else wrote it
   */
  public static Connections of(Charter charter) {
    var root = object(charter.agent().connections());
    var model = object(root.get("model").orElse(Value.Null.NULL));
    var sources = new ArrayList<SourceSettings>();
    for (var source : items(root.get("tools").orElse(Value.Null.NULL))) {
      sources.add(source(sources.size(), object(source), charter));
    }
    return new Connections(
        new ModelSettings(
            model.get("base-url").map(Connections::text).orElse(null),
            model.get("api-key").map(Connections::text).orElse(null)),
        sources,
        Path.of(text(root.get("home").orElse(Value.Null.NULL))));
  }

  /** The whole as a value, for the charter. */
  public Value.Obj value() {
    var settings = new TreeMap<String, Value>();
    if (model.baseUrl() != null) settings.put("base-url", Value.of(model.baseUrl()));
    if (model.apiKey() != null) settings.put("api-key", Value.of(model.apiKey()));
    var tools = sources.stream().map(Connections::written).toList();
    return Value.of(
        Map.of(
            "model", Value.of(settings),
            "tools", Value.of(tools),
            "home", Value.of(home.toString())));
  }

  private static Value.Obj written(SourceSettings source) {
    var names = source.tools().stream().map(Value::of).toList();
    return Value.of(Map.of(source.kind(), source.members(), "allow", Value.of(names)));
  }

  private static SourceSettings source(int index, Value.Obj written, Charter charter) {
    var names =
        items(written.get("allow").orElse(Value.Null.NULL)).stream()
            .map(Connections::text)
            .toList();
    var reads =
        names.stream()
            .filter(name -> charter.tool(name).filter(tool -> tool.effect().isRead()).isPresent())
            .collect(Collectors.toSet());
    var kind = written.without("allow").members().keySet().iterator().next();
    var where = KeyPath.child(KeyPath.item("tools", index), kind);
    var members = object(written.get(kind).orElse(Value.Null.NULL));
    return new SourceSettings(kind, where, members, names, reads);
  }

  private static Value.Obj object(Value value) {
    if (value instanceof Value.Obj object) return object;
    throw unknown(value);
  }

  private static List<Value> items(Value value) {
    if (value instanceof Value.Arr(var items)) return items;
    throw unknown(value);
  }

  private static String text(Value value) {
    if (value instanceof Value.Text(var text)) return text;
    throw unknown(value);
  }

  private static IllegalArgumentException unknown(Value value) {
    return new IllegalArgumentException("not the connections of an agent: " + value.json());
  }
}
