package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Operation.In;
import dev.interlock.adapters.openapi.Operation.Parameter;
import dev.interlock.adapters.openapi.Operation.Style;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the parameters of one operation. For one thread. */
final class ParameterReader {
  /** The standard says that these are described elsewhere. */
  private static final Set<String> ELSEWHERE = Set.of("accept", "content-type", "authorization");

  /** The connection's own. */
  private static final Set<String> RESTRICTED =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final ApiFile file;
  private final Arguments arguments;

  ParameterReader(ApiFile file, Arguments arguments) {
    this.file = file;
    this.arguments = arguments;
  }

  /**
   * Reads what stands at the path and at the operation; the operation's own word counts.
   *
   * @throws dev.interlock.runtime.UserError if one is written in a way that is not supported
   */
  List<Parameter> read(Value.Obj pathItem, Value.Obj operation) {
    var byPlace = new LinkedHashMap<String, Value.Obj>();
    for (var owner : List.of(pathItem, operation)) {
      for (var tree : Trees.objects(owner, "parameters")) {
        var parameter = file.resolved(tree);
        byPlace.put(Trees.text(parameter, "in", "") + " " + name(parameter), parameter);
      }
    }
    var parameters = new ArrayList<Parameter>();
    for (var tree : byPlace.values()) {
      if (!isElsewhere(tree)) parameters.add(parameter(tree));
    }
    return parameters;
  }

  private static boolean isElsewhere(Value.Obj tree) {
    return Trees.text(tree, "in", "").equals("header")
        && ELSEWHERE.contains(name(tree).toLowerCase(Locale.ROOT));
  }

  private Parameter parameter(Value.Obj tree) {
    var name = name(tree);
    var in = In.of(Trees.text(tree, "in", "query"));
    if (in == In.HEADER && RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
      throw file.wrong("the header parameter " + name + " belongs to the connection");
    }
    var json = jsonSchema(tree, name);
    var schema = json == null ? Trees.object(tree, "schema") : json;
    var style = json == null ? style(tree, in, name) : Style.JSON;
    var required = in == In.PATH || Trees.flag(tree, "required", false);
    var argument =
        arguments.add(name, in.name().toLowerCase(Locale.ROOT), described(tree, schema), required);
    return new Parameter(
        argument, name, in, style, Trees.flag(tree, "explode", style == Style.FORM));
  }

  /** The schema of a parameter that is written as JSON text; null if it has a style. */
  private Value.@org.jspecify.annotations.Nullable Obj jsonSchema(Value.Obj tree, String name) {
    var content = Trees.object(tree, "content").members();
    if (content.isEmpty()) return null;
    var type = content.keySet().iterator().next();
    if (!MediaTypes.isJson(type)) {
      throw file.wrong("the parameter " + name + " is written as " + type + "; JSON is supported");
    }
    return Trees.object(Trees.object(tree, "content"), type).get("schema").orElse(Value.Null.NULL)
            instanceof Value.Obj schema
        ? schema
        : Value.Obj.EMPTY;
  }

  private Style style(Value.Obj tree, In in, String name) {
    var otherwise = in == In.PATH || in == In.HEADER ? "simple" : "form";
    var style = Trees.text(tree, "style", otherwise);
    return switch (style) {
      case "simple" -> Style.SIMPLE;
      case "form" -> Style.FORM;
      case "spaceDelimited" -> Style.SPACE_DELIMITED;
      case "pipeDelimited" -> Style.PIPE_DELIMITED;
      case "deepObject" -> Style.DEEP_OBJECT;
      default ->
          throw file.wrong("the parameter " + name + ": style " + style + " is not supported");
    };
  }

  private static Value.Obj described(Value.Obj tree, Value.Obj schema) {
    var said = Trees.text(tree, "description", "");
    return said.isEmpty() || schema.get("description").isPresent() || schema.get("$ref").isPresent()
        ? schema
        : schema.with("description", Value.of(said));
  }

  private static String name(Value.Obj tree) {
    return Trees.text(tree, "name", "");
  }
}
