package dev.interlock.adapters.mcp;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a server's tools say of themselves. Immutable. */
final class ToolListing {
  private static final List<String> PINNED =
      List.of("name", "description", "inputSchema", "outputSchema", "annotations");

  private final Map<String, Descriptor> byName;

  private ToolListing(Map<String, Descriptor> byName) {
    this.byName = byName;
  }

  /**
   * Reads the tools as they were listed.
   *
   * @throws UserError if one has no name or no schema, or is listed twice
   */
  static ToolListing of(List<Value> tools, ServerCommand command) {
    var byName = new LinkedHashMap<String, Descriptor>();
    for (var tool : tools) {
      var descriptor = descriptor(tool, command);
      if (byName.put(descriptor.name(), descriptor) != null) {
        throw unusable(command, "lists the tool " + descriptor.name() + " twice");
      }
    }
    return new ToolListing(byName);
  }

  List<Descriptor> descriptors() {
    return List.copyOf(byName.values());
  }

  /** Names of the tools that are not in both listings with the same pin, in order. */
  List<String> driftFrom(ToolListing before) {
    var names = new TreeSet<>(byName.keySet());
    names.addAll(before.byName.keySet());
    var drifted = new ArrayList<String>();
    for (var name : names) {
      if (!Objects.equals(pin(name), before.pin(name))) drifted.add(name);
    }
    return drifted;
  }

  private Object pin(String name) {
    var descriptor = byName.get(name);
    return descriptor == null ? "absent" : descriptor.pin();
  }

  private static Descriptor descriptor(Value tool, ServerCommand command) {
    if (!(tool instanceof Value.Obj object)
        || !(object.get("name").orElse(Value.Null.NULL) instanceof Value.Text(var name))
        || name.isBlank()) {
      throw unusable(command, "lists a tool without a name");
    }
    if (!(object.get("inputSchema").orElse(Value.Null.NULL) instanceof Value.Obj input)) {
      throw unusable(command, "lists the tool " + name + " without an input schema");
    }
    var said = object.get("description").orElse(Value.Null.NULL);
    var description = said instanceof Value.Text(var text) ? text : "";
    return new Descriptor(name, description, input, pinned(object).digest());
  }

  private static Value.Obj pinned(Value.Obj tool) {
    var members = new TreeMap<>(tool.members());
    members.keySet().retainAll(PINNED);
    return new Value.Obj(members);
  }

  private static UserError unusable(ServerCommand command, String what) {
    return new UserError(
        "MCP server `" + command.shown() + "` " + command.oneLine(what),
        command.where(),
        "the server must be mended");
  }
}
