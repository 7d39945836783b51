package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may stand in the file itself or in a file beside it.
 *
 * @param home the folder against which paths are read
 */
record Attachments(Path home) {
  private static final Pattern PATH = Pattern.compile("[^\\r\\n]+\\.(md|txt)|\\S+/\\S+");

  /** Returns a text: the value itself, or what the file holds that it is the path of. */
  Optional<String> text(Section section, String key) {
    var text = section.get(key, Shapes.TEXT);
    return text.filter(PATH.asMatchPredicate()).isPresent()
        ? text.flatMap(path -> file(section, key, path))
        : text;
  }

  /** Returns a JSON Schema: the mapping itself, or what the file holds that the text names. */
  Optional<Value.Obj> schema(Section section, String key, Node node) {
    return switch (node) {
      case Node.Members members -> Optional.of(members.value());
      case Node.Scalar(_, Value.Text(var path)) ->
          file(section, key, path).flatMap(text -> object(section, key, path, text));
      case Node.Scalar _, Node.Items _ -> {
        section.error(
            key,
            section.pathOf(key)
                + " must be a mapping or the path of a JSON file, is "
                + node.shown(),
            "");
        yield Optional.empty();
      }
    };
  }

  private Optional<Value.Obj> object(Section section, String key, String path, String text) {
    var problem = "is no JSON object";
    try {
      if (Json.parse(text) instanceof Value.Obj object) return Optional.of(object);
    } catch (Json.NotJsonException bad) {
      problem = "is not JSON: " + bad.getMessage();
    }
    section.error(key, section.pathOf(key) + ": " + path + " " + problem, "");
    return Optional.empty();
  }

  private Optional<String> file(Section section, String key, String path) {
    try {
      return Optional.of(SmallText.read(home.resolve(path), ""));
    } catch (UserError bad) {
      section.error(key, section.pathOf(key) + ": " + bad.what(), "");
    } catch (InvalidPathException _) {
      section.error(key, section.pathOf(key) + " is no path", "");
    }
    return Optional.empty();
  }
}
