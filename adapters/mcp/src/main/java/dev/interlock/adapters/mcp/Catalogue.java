package dev.interlock.adapters.mcp;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a server's tools and resources say of themselves. Immutable. */
final class Catalogue {
  private static final List<String> PINNED =
      List.of("name", "description", "inputSchema", "outputSchema", "annotations");
  private static final List<String> RESOURCE_PINNED =
      List.of("uri", "uriTemplate", "name", "title", "description", "mimeType");

  /** What a person calls the parts of a descriptor. */
  private static final Map<String, String> WORDS =
      Map.of(
          "description", "its description",
          "inputSchema", "its arguments",
          "outputSchema", "its results",
          "annotations", "its annotations",
          "mimeType", "its type");

  /**
   * One tool or resource.
   *
   * @param pinned everything of it that must not change
   */
  private record Item(Descriptor descriptor, Value.Obj pinned) {}

  private final Map<String, Item> byName;

  private Catalogue(Map<String, Item> byName) {
    this.byName = byName;
  }

  /**
   * Reads what was listed.
   *
   * @param resources resources and templates of them; of interest only where they are granted
   * @throws dev.interlock.runtime.UserError if a tool has no name or no schema, is listed twice, or
   *     has the name of a granted resource
   */
  static Catalogue of(List<Value> tools, List<Value> resources, Grants grants, ServerLabel label) {
    var byName = new LinkedHashMap<String, Item>();
    for (var tool : tools) {
      var item = tool(tool, label);
      var name = item.descriptor().name();
      if (grants.resources().containsKey(name)) continue;
      if (byName.put(name, item) != null) {
        throw unusable(label, "lists the tool " + name + " twice");
      }
    }
    grants
        .resources()
        .forEach((name, template) -> byName.put(name, resource(name, template, resources)));
    return new Catalogue(byName);
  }

  List<Descriptor> descriptors() {
    return byName.values().stream().map(Item::descriptor).toList();
  }

  /** What is not as it was before, by name, in words: {@code changed its description}. */
  Map<String, String> changesSince(Catalogue before) {
    var names = new TreeSet<>(byName.keySet());
    names.addAll(before.byName.keySet());
    var changes = new TreeMap<String, String>();
    for (var name : names) {
      var was = before.byName.get(name);
      var is = byName.get(name);
      if (was == null) changes.put(name, "is new");
      else if (is == null) changes.put(name, "is gone");
      else if (!is.descriptor().pin().equals(was.descriptor().pin())) {
        changes.put(name, "has changed " + parts(was.pinned(), is.pinned()));
      }
    }
    return changes;
  }

  private static String parts(Value.Obj was, Value.Obj is) {
    var keys = new TreeSet<>(was.members().keySet());
    keys.addAll(is.members().keySet());
    var parts = new ArrayList<String>();
    for (var key : keys) {
      if (!was.get(key).equals(is.get(key))) parts.add(WORDS.getOrDefault(key, "its " + key));
    }
    return String.join(" and ", parts);
  }

  private static Item tool(Value tool, ServerLabel label) {
    if (!(tool instanceof Value.Obj object)
        || !(object.get("name").orElse(Value.Null.NULL) instanceof Value.Text(var name))
        || name.isBlank()) {
      throw unusable(label, "lists a tool without a name");
    }
    if (!(object.get("inputSchema").orElse(Value.Null.NULL) instanceof Value.Obj input)) {
      throw unusable(label, "lists the tool " + name + " without an input schema");
    }
    var pinned = only(object, PINNED);
    return new Item(
        new Descriptor(name, text(object, "description"), input, pinned.digest()), pinned);
  }

  /** A resource need not be listed to be read; if it is, what the list says of it is pinned. */
  private static Item resource(String name, ResourceTemplate template, List<Value> listed) {
    var uri = Value.of(template.text());
    var pinned = Value.Obj.EMPTY.with("uri", uri);
    for (var one : listed) {
      if (!(one instanceof Value.Obj object)) continue;
      var its = object.get("uri").or(() -> object.get("uriTemplate"));
      if (its.filter(uri::equals).isPresent()) pinned = only(object, RESOURCE_PINNED);
    }
    var said = text(pinned, "description");
    var title = said.isEmpty() ? text(pinned, "name") : said;
    var description = "Reads " + template.text() + (title.isEmpty() ? "" : ": " + title);
    return new Item(new Descriptor(name, description, template.input(), pinned.digest()), pinned);
  }

  private static Value.Obj only(Value.Obj object, List<String> keys) {
    var members = new TreeMap<>(object.members());
    members.keySet().retainAll(Set.copyOf(keys));
    return new Value.Obj(members);
  }

  private static String text(Value.Obj object, String key) {
    return object.get(key).orElse(Value.Null.NULL) instanceof Value.Text(var text) ? text : "";
  }

  private static RuntimeException unusable(ServerLabel label, String what) {
    return label.error(what, "the server must be mended");
  }
}
