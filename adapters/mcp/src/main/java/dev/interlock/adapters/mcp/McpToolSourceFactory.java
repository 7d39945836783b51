package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code mcp: {name, command, env}} of an agent file.
 *
 * <p>References such as {@code ${env:X}} are resolved in the values of {@code env} alone: a command
 * line can be read by every user of the machine.
 */
public final class McpToolSourceFactory implements ToolSourceFactory {
  private static final Set<String> KEYS = Set.of("name", "command", "env", "url");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  @Override
  public String kind() {
    return "mcp";
  }

  @Override
  public ToolSource open(Settings settings, Surroundings surroundings) {
    refuseUnknown(settings);
    var command =
        new ServerCommand(
            settings.where(),
            name(settings),
            command(settings),
            resolved(env(settings), surroundings),
            secrets(env(settings), surroundings),
            settings.home());
    return new McpToolSource(command, surroundings);
  }

  private static void refuseUnknown(Settings settings) {
    for (var key : settings.members().members().keySet()) {
      if (!KEYS.contains(key)) {
        throw new UserError(
            "unknown key " + key, settings.where(), "known are name, command and env");
      }
    }
    if (settings.members().get("url").isPresent()) {
      throw new UserError(
          "streamable HTTP is not supported yet",
          settings.where() + ".url",
          "use command to start a server on this machine");
    }
  }

  private static String name(Settings settings) {
    if (settings.members().get("name").orElse(Value.Null.NULL) instanceof Value.Text(var name)
        && !name.isBlank()) {
      return name;
    }
    throw new UserError("the server has no name", settings.where() + ".name", "as in name: shop");
  }

  private static List<String> command(Settings settings) {
    var where = settings.where() + ".command";
    var hint = "as in command: [node, server.js]";
    if (!(settings.members().get("command").orElse(Value.Null.NULL) instanceof Value.Arr(var items))
        || items.isEmpty()) {
      throw new UserError("no command to start the server with", where, hint);
    }
    var words = new ArrayList<String>();
    for (var item : items) {
      if (!(item instanceof Value.Text(var word))) {
        throw new UserError("a word of the command is not text: " + item.json(), where, hint);
      }
      if (word.contains("${")) {
        throw new UserError(
            "a command line is no place for references: " + word, where, "put it into env");
      }
      words.add(word);
    }
    if (words.getFirst().isBlank()) throw new UserError("the program has no name", where, hint);
    return words;
  }

  private static Map<String, String> env(Settings settings) {
    var where = settings.where() + ".env";
    var given = settings.members().get("env").orElse(Value.Obj.EMPTY);
    if (!(given instanceof Value.Obj(var members))) {
      throw new UserError("env is not a map", where, "as in env: { SHOP_DB: shop.db }");
    }
    var env = new TreeMap<String, String>();
    members.forEach((key, value) -> env.put(key, text(value, where + "." + key)));
    return env;
  }

  private static Map<String, String> resolved(Map<String, String> env, Surroundings surroundings) {
    var resolved = new TreeMap<>(env);
    resolved.replaceAll((_, value) -> surroundings.references().apply(value));
    return resolved;
  }

  /**
   * Each reference by itself, since a secret may be a part of a value, as in a database address.
   */
  private static Set<String> secrets(Map<String, String> env, Surroundings surroundings) {
    return env.values().stream()
        .flatMap(value -> REFERENCE.matcher(value).results())
        .map(reference -> surroundings.references().apply(reference.group()))
        .collect(Collectors.toSet());
  }

  /** YAML reads an unquoted 8080 or true as no text; for an environment it is one. */
  private static String text(Value value, String where) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Num _, Value.Bool _ -> value.json();
      case Value.Null _, Value.Arr _, Value.Obj _ ->
          throw new UserError("is not text: " + value.json(), where, "");
    };
  }
}
