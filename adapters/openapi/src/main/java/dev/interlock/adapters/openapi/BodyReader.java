package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Operation.Body;
import dev.interlock.adapters.openapi.Operation.Media;
import dev.interlock.kernel.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the body of one operation. The members of a required plain object are arguments of the
 * operation; any other body is one argument, {@code body}.
 */
final class BodyReader {
  /** With these an object is more than the sum of its members. */
  private static final List<String> COMPOSED =
      List.of(
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "patternProperties",
          "dependentSchemas",
          "dependentRequired",
          "minProperties",
          "maxProperties",
          "propertyNames");

  private final ApiFile file;
  private final Arguments arguments;

  BodyReader(ApiFile file, Arguments arguments) {
    this.file = file;
    this.arguments = arguments;
  }

  /**
   * Reads the body; the parameters are among the arguments already.
   *
   * @throws dev.interlock.runtime.UserError if it is neither JSON nor a form
   */
  Body read(Value.Obj operation) {
    if (operation.get("requestBody").isEmpty()) return new Body.None();
    var tree = file.resolved(Trees.object(operation, "requestBody"));
    var content = Trees.object(tree, "content");
    var media = media(content.members().keySet());
    var schema = Trees.object(Trees.object(content, media.type()), "schema");
    var required = Trees.flag(tree, "required", false);
    var whole = file.resolved(schema);
    if (required && isPlain(whole)) return members(whole, media);
    return new Body.Whole(arguments.add("body", "request", schema, required), media);
  }

  private boolean isPlain(Value.Obj schema) {
    var names = Trees.object(schema, "properties").members().keySet();
    return !names.isEmpty()
        && schema
            .get("additionalProperties")
            .filter(more -> !more.equals(Value.of(false)))
            .isEmpty()
        && COMPOSED.stream().noneMatch(keyword -> schema.get(keyword).isPresent())
        && names.stream().noneMatch(arguments::has);
  }

  private Body members(Value.Obj schema, Media media) {
    var required = Trees.items(schema, "required");
    var names = new TreeSet<String>();
    Trees.object(schema, "properties")
        .members()
        .forEach((name, member) -> {
          var object = member instanceof Value.Obj known ? known : Value.Obj.EMPTY;
          if (Trees.flag(object, "readOnly", false)) return;
          names.add(arguments.add(name, "body", object, required.contains(Value.of(name))));
        });
    return new Body.Members(names, media);
  }

  private Media media(Set<String> types) {
    return types.stream()
        .filter(type -> MediaTypes.isJson(type) || MediaTypes.isForm(type))
        .map(type -> new Media(type, MediaTypes.isForm(type)))
        .min(Comparator.comparing(Media::form))
        .orElseThrow(
            () -> file.wrong("the body is written as " + types + "; JSON and forms are supported"));
  }
}
