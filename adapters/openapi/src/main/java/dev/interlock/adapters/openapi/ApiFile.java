package dev.interlock.adapters.openapi;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One OpenAPI file as a tree. Immutable.
 *
 * @param shown the file's name, for messages
 * @param where the key of the agent file that names it
 * @param root the whole; references in it are followed by {@link #resolved}, within the file alone
 * @param threeZero whether its schemas are of version 3.0
 */
record ApiFile(String shown, String where, Value.Obj root, boolean threeZero) {
  private static final long BYTES_MAX = 16L * 1024 * 1024;
  private static final int REFERENCES_MAX = 20;

  /**
   * Reads a file, YAML or JSON. Nothing but the file itself is read, whatever it refers to.
   *
   * @throws UserError if it cannot be read or is no OpenAPI file of version 3.0 or 3.1
   */
  static ApiFile read(Path file, String shown, String where) {
    var options = new ParseOptions();
    options.setResolve(false);
    var parsed = new OpenAPIV3Parser().readContents(text(file, shown, where), null, options);
    var messages = Optional.ofNullable(parsed.getMessages()).orElse(List.of());
    var api = parsed.getOpenAPI();
    if (api == null || !messages.isEmpty()) {
      throw wrong(
          shown, where, api == null ? notOne(messages) : messages.getFirst(), messages.size());
    }
    var version = String.valueOf(api.getOpenapi());
    if (!version.startsWith("3.0.") && !version.startsWith("3.1.")) {
      throw wrong(shown, where, "it is of OpenAPI " + version + "; 3.0 and 3.1 are read", 1);
    }
    return new ApiFile(shown, where, tree(api, shown, where), version.startsWith("3.0."));
  }

  /**
   * Returns what a tree stands for: the tree itself, or what its {@code $ref} leads to.
   *
   * @throws UserError if it leads out of the file, nowhere, or round in a circle
   */
  Value.Obj resolved(Value.Obj tree) {
    var found = tree;
    for (var step = 0; step < REFERENCES_MAX; step++) {
      if (!(found.get("$ref").orElse(null) instanceof Value.Text(var ref))) return found;
      found = target(ref);
    }
    throw wrong("a $ref leads round in a circle");
  }

  /**
   * Returns what a reference leads to.
   *
   * @throws UserError if it leads out of the file or nowhere
   */
  Value.Obj target(String ref) {
    if (!ref.startsWith("#/")) {
      throw wrong(
          "the $ref '" + ref + "' leads out of the file; only references within it are followed");
    }
    Value at = root;
    for (var step : ref.substring(2).split("/", -1)) {
      var key = step.replace("~1", "/").replace("~0", "~");
      at = at instanceof Value.Obj object ? object.get(key).orElse(Value.Null.NULL) : at;
    }
    if (at instanceof Value.Obj object) return object;
    throw wrong("the $ref '" + ref + "' leads nowhere");
  }

  UserError wrong(String what) {
    return wrong(shown, where, what, 1);
  }

  private static UserError wrong(String shown, String where, String what, int count) {
    var line = what.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    var cut = line.length() <= 300 ? line : line.substring(0, 300) + "…";
    var more = count > 1 ? " (and " + (count - 1) + " more)" : "";
    return new UserError(shown + ": " + cut + more, where, "");
  }

  private static String notOne(List<String> messages) {
    var because = messages.stream().filter(one -> !one.startsWith("Cannot construct")).findFirst();
    return "it is no OpenAPI 3.0 or 3.1 file" + because.map(one -> ": " + one).orElse("");
  }

  private static String text(Path file, String shown, String where) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw wrong(shown, where, "it has more than " + BYTES_MAX / 1024 / 1024 + " MiB", 1);
      }
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw wrong(shown, where, "there is no such file", 1);
    } catch (MalformedInputException _) {
      throw wrong(shown, where, "it is not text in UTF-8", 1);
    } catch (IOException unreadable) {
      throw wrong(shown, where, "it cannot be read: " + unreadable.getMessage(), 1);
    }
  }

  private static Value.Obj tree(OpenAPI api, String shown, String where) {
    try {
      var mapper =
          api.getSpecVersion() == SpecVersion.V31
              ? Json31.mapper()
              : io.swagger.v3.core.util.Json.mapper();
      var json = mapper.writeValueAsBytes(api);
      if (dev.interlock.runtime.json.Json.parse(json) instanceof Value.Obj root) return root;
      throw wrong(shown, where, "it is no mapping", 1);
    } catch (IOException | dev.interlock.runtime.json.Json.NotJsonException bad) {
      throw wrong(shown, where, "it cannot be read: " + bad.getMessage(), 1);
    }
  }

  /** The members of a mapping that stands under the keys given; empty if there is none. */
  Map<String, Value> members(String... keys) {
    var at = root;
    for (var key : Arrays.asList(keys)) at = Trees.object(at, key);
    return at.members();
  }
}
