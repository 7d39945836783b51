package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an agent reaches its model and its tools, in the file's own words. Written into the charter
 * as {@code {model: {base-url, api-key}, fallback: [like model], small: like model, tools: [{mcp:
 * {…}, allow: [names]}], home}}, so that another process can take a run up from its journal alone.
 * Holds references, never what they stand for.
 *
 * @param model how the first model is reached
 * @param fallback how those behind it are; in the order of the file
 * @param small how the model for simple steps is; null if there is none
 * @param sources in the order of the file
 * @param home absolute; the folder of the agent file
 */
public record Connections(
    ModelSettings model,
    List<ModelSettings> fallback,
    @Nullable ModelSettings small,
    List<SourceSettings> sources,
    Path home) {

  public Connections {
    fallback = List.copyOf(fallback);
    sources = List.copyOf(sources);
  }

  /**
   * Returns what {@link #value()} wrote into a charter.
   *
   * @throws IllegalArgumentException if something else wrote it
   */
  public static Connections of(Charter charter) {
    var root = object(charter.agent().connections());
    var sources = new ArrayList<SourceSettings>();
    for (var source : items(root.get("tools").orElse(Value.Null.NULL))) {
      sources.add(source(sources.size(), object(source), charter));
    }
    return new Connections(
        settings(root.get("model").orElse(Value.Null.NULL), "model"),
        fallback(root),
        root.get("small").map(small -> settings(small, "model.small")).orElse(null),
        sources,
        Path.of(text(root.get("home").orElse(Value.Null.NULL))));
  }

  /** How every model is reached: the first, those behind it, and the small one if there is one. */
  public List<ModelSettings> models() {
    var all = new ArrayList<>(List.of(model));
    all.addAll(fallback);
    if (small != null) all.add(small);
    return List.copyOf(all);
  }

  /** The whole as a value, for the charter. */
  public Value.Obj value() {
    var whole = new TreeMap<String, Value>();
    whole.put("model", written(model));
    if (!fallback.isEmpty()) {
      whole.put("fallback", Value.of(fallback.stream().map(Connections::written).toList()));
    }
    if (small != null) whole.put("small", written(small));
    whole.put("tools", Value.of(sources.stream().map(Connections::written).toList()));
    whole.put("home", Value.of(home.toString()));
    return Value.of(whole);
  }

  private static Value written(ModelSettings model) {
    var settings = new TreeMap<String, Value>();
    if (model.baseUrl() != null) settings.put("base-url", Value.of(model.baseUrl()));
    if (model.apiKey() != null) settings.put("api-key", Value.of(model.apiKey()));
    return Value.of(settings);
  }

  private static List<ModelSettings> fallback(Value.Obj root) {
    var models = new ArrayList<ModelSettings>();
    if (root.get("fallback").isEmpty()) return models;
    for (var model : items(root.get("fallback").get())) {
      models.add(settings(model, KeyPath.item("model.fallback", models.size())));
    }
    return models;
  }

  private static ModelSettings settings(Value written, String where) {
    var model = object(written);
    return new ModelSettings(
        where,
        model.get("base-url").map(Connections::text).orElse(null),
        model.get("api-key").map(Connections::text).orElse(null));
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
