package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code mcp: {name, command, env}} and {@code mcp: {name, url, headers}} of an agent file.
 *
 * <p>References such as {@code ${env:X}} are resolved in {@code url} and in the values of {@code
 * env} and {@code headers}, and nowhere else: a command line can be read by every user of the
 * machine.
 */
public final class McpToolSourceFactory implements ToolSourceFactory {
  private static final Set<String> KEYS =
      Set.of("name", "command", "env", "url", "headers", "resources");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  @Override
  public String kind() {
    return "mcp";
  }

  @Override
  public ToolSource open(Settings settings, Surroundings surroundings) {
    refuseUnknown(settings);
    var dialer =
        settings.members().get("url").isPresent()
            ? HttpSettings.dialer(settings, name(settings), surroundings)
            : stdio(settings, surroundings);
    var grants = new Grants(settings.tools(), resources(settings));
    return new McpToolSource(dialer, grants, surroundings.startTimeout());
  }

  @Override
  public void review(Settings settings) {
    refuseUnknown(settings);
    var _ = resources(settings);
  }

  private static Wire.Dialer stdio(Settings settings, Surroundings surroundings) {
    var words = command(settings);
    var env = env(settings);
    var how = String.join(" ", words);
    var secrets = secrets(env.values(), surroundings);
    var label = new ServerLabel(settings.where(), name(settings), how, secrets);
    var command = new ServerCommand(label, words, resolved(env, surroundings), settings.home());
    return new StdioDialer(command, surroundings.children());
  }

  private static void refuseUnknown(Settings settings) {
    for (var key : settings.members().members().keySet()) {
      if (!KEYS.contains(key)) {
        throw new UserError(
            "unknown key " + key,
            settings.where(),
            "known are name, command and env, or name, url and headers");
      }
    }
  }

  private static Map<String, ResourceTemplate> resources(Settings settings) {
    var resources = new TreeMap<String, ResourceTemplate>();
    if (!(settings.members().get("resources").orElse(Value.Obj.EMPTY)
        instanceof Value.Obj(var members))) {
      return resources;
    }
    members.forEach((name, uri) -> {
      var where = settings.where() + ".allow." + name + ".resource";
      try {
        resources.put(name, new ResourceTemplate(text(uri, where)));
      } catch (IllegalArgumentException wrong) {
        throw new UserError(String.valueOf(wrong.getMessage()), where, "");
      }
    });
    return resources;
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
    return texts(settings, "env", "as in env: { SHOP_DB: shop.db }");
  }

  static Map<String, String> texts(Settings settings, String key, String hint) {
    var where = settings.where() + "." + key;
    var given = settings.members().get(key).orElse(Value.Obj.EMPTY);
    if (!(given instanceof Value.Obj(var members))) {
      throw new UserError(key + " is not a map", where, hint);
    }
    var texts = new TreeMap<String, String>();
    members.forEach((name, value) -> texts.put(name, text(value, where + "." + name)));
    return texts;
  }

  static Map<String, String> resolved(Map<String, String> env, Surroundings surroundings) {
    var resolved = new TreeMap<>(env);
    resolved.replaceAll((_, value) -> surroundings.references().apply(value));
    return resolved;
  }

  /**
   * Each reference by itself, since a secret may be a part of a value, as in a database address.
   */
  static Set<String> secrets(Collection<String> texts, Surroundings surroundings) {
    return texts.stream()
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
