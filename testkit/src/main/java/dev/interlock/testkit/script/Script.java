package dev.interlock.testkit.script;

import dev.cel.common.CelValidationException;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A file of replies. The first reply whose {@code when} is true of what the model is shown is
 * given; one without {@code when} always fits.
 *
 * <pre>
 * let:                                    # names for expressions; one that has no value is absent
 *   day: find(goal, "\\d{4}-\\d{2}-\\d{2}")
 * replies:
 *   - when: '!("revenue" in result)'      # CEL over the names of {@link Shown} and those of let
 *     say: Let me look at the revenue.    # commentary; optional
 *     calls: [ { tool: revenue, arguments: { day: "${day}" } } ]
 *   - when: 'last.contains("not in evidence")'
 *     answer: { output: { lost: "${result.revenue.lost}" } }   # or a text
 *   - fault: rate-limit                   # any fault of models, in lower-case kebab
 * </pre>
 *
 * <p>A text that is one {@code ${expression}} stands for its value; within a longer text the value
 * is written out.
 */
final class Script {
  private static final Set<String> KEYS = Set.of("let", "replies");

  private final Map<String, String> names;
  private final List<Reply> replies;
  private final Expressions expressions;

  private Script(Map<String, String> names, List<Reply> replies, Expressions expressions) {
    this.names = names;
    this.replies = replies;
    this.expressions = expressions;
  }

  /**
   * Reads a script.
   *
   * @throws UserError if it is missing or wrong
   */
  static Script read(Path file) {
    var root = tree(file);
    for (var key : root.members().keySet()) {
      if (!KEYS.contains(key)) throw new UserError("unknown key " + key, file.toString(), "");
    }
    var names = new LinkedHashMap<String, String>();
    if (root.get("let").orElse(Value.Obj.EMPTY) instanceof Value.Obj(var members)) {
      members.forEach((name, expression) -> names.put(name, text(expression, file)));
    }
    var replies = new ArrayList<Reply>();
    if (root.get("replies").orElse(Value.Null.NULL) instanceof Value.Arr(var items)) {
      for (var item : items) replies.add(Reply.of(item, file + " replies[" + replies.size() + "]"));
    }
    if (replies.isEmpty()) throw new UserError("the script has no replies", file.toString(), "");
    var expressions = new Expressions(List.copyOf(names.keySet()));
    names.values().forEach(expression -> check(expressions, expression, file));
    for (var reply : replies) {
      reply.expressions().forEach(expression -> check(expressions, expression, file));
    }
    return new Script(names, replies, expressions);
  }

  /** Returns the reply to what is shown, and the names with which its templates are filled. */
  Chosen choose(Shown shown) {
    var variables = new LinkedHashMap<>(shown.variables());
    var open = new LinkedHashMap<>(names);
    // Names may build on each other in any order: go on as long as one more has a value.
    for (var before = open.size() + 1; before > open.size() && !open.isEmpty(); ) {
      before = open.size();
      open.entrySet()
          .removeIf(name ->
              Templates.value(expressions, name.getValue(), variables)
                  .map(value -> variables.put(name.getKey(), value) == null)
                  .orElse(false));
    }
    for (var reply : replies) {
      if (reply.fits(expressions, variables)) {
        return new Chosen(reply, new Templates(expressions, variables));
      }
    }
    throw new IllegalStateException("no reply of the script fits what is shown");
  }

  /** A reply, and what fills its templates. */
  record Chosen(Reply reply, Templates templates) {}

  private static void check(Expressions expressions, String expression, Path file) {
    try {
      expressions.check(expression);
    } catch (CelValidationException bad) {
      var problem = String.valueOf(bad.getMessage()).lines().findFirst().orElse("");
      throw new UserError(problem + " in: " + expression, file.toString(), "");
    }
  }

  private static Value.Obj tree(Path file) {
    try {
      var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
      var loaded =
          new Load(settings).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
      if (YamlValues.of(loaded) instanceof Value.Obj object) return object;
      throw new UserError("the script is no mapping", file.toString(), "");
    } catch (NoSuchFileException missing) {
      throw new UserError("there is no script " + file, "model.use", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (YamlEngineException bad) {
      var problem = String.valueOf(bad.getMessage()).lines().findFirst().orElse("");
      throw new UserError("not YAML: " + problem, file.toString(), "");
    }
  }

  private static String text(Value value, Path file) {
    if (value instanceof Value.Text(var text)) return text;
    throw new UserError("expected a text, got " + value.json(), file.toString(), "");
  }
}
