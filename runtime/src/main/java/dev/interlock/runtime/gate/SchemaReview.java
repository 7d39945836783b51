package dev.interlock.runtime.gate;

import com.google.re2j.PatternSyntaxException;
import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.SchemaDialect.Use;
import java.util.List;

/** Refuses schemas that are invalid, point outside themselves or could run away. */
final class SchemaReview {
  private static final int BYTES_MAX = 256 * 1024;
  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

  private SchemaReview() {}

  /**
   * @throws BadSchemaException if the schema is too large or invalid, refers to another document,
   *     or holds a pattern that cannot run in linear time
   */
  static void review(Value.Obj schema) {
    var bytes = Utf8.length(schema.json());
    if (bytes > BYTES_MAX) {
      throw new BadSchemaException(
          "", "has " + bytes + " bytes; at most " + BYTES_MAX + " are taken");
    }
    var _ = new SchemaWalk(SchemaReview::review).through(schema);
  }

  private static Value.Obj review(Value.Obj schema, Use use, String path) {
    SchemaKeywords.review(schema, path);
    for (var keyword : REFERENCES) {
      if (schema.get(keyword).orElse(null) instanceof Value.Text(var ref) && !ref.startsWith("#")) {
        throw new BadSchemaException(
            path + "/" + keyword,
            "'"
                + ref
                + "' points outside the schema; only references within it (#/…) are followed");
      }
    }
    if (schema.get("pattern").orElse(null) instanceof Value.Text(var pattern)) {
      review(pattern, path + "/pattern");
    }
    if (schema.get("patternProperties").orElse(null) instanceof Value.Obj(var patterns)) {
      patterns.keySet().forEach(pattern -> review(pattern, path + "/patternProperties"));
    }
    return schema;
  }

  private static void review(String pattern, String where) {
    try {
      var _ = Patterns.compile(pattern);
    } catch (PatternSyntaxException bad) {
      throw new BadSchemaException(
          where,
          "the pattern '"
              + pattern
              + "' is not one that runs in linear time (RE2: no look-around, no back-reference): "
              + bad.getDescription());
    }
  }
}
