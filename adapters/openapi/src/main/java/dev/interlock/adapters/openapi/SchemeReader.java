package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Operation.Scheme;
import dev.interlock.adapters.openapi.Operation.Scheme.Kind;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads which security schemes a request must satisfy, given those that there are secrets for. */
final class SchemeReader {
  private final ApiFile file;
  private final Set<String> given;

  SchemeReader(ApiFile file, Set<String> given) {
    this.file = file;
    this.given = given;
  }

  /**
   * Returns the schemes of the first alternative that the given secrets satisfy.
   *
   * @throws dev.interlock.runtime.UserError if they satisfy none, or a scheme is not supported
   */
  List<Scheme> read(Value.Obj operation) {
    var owner = operation.get("security").isPresent() ? operation : file.root();
    var alternatives = Trees.objects(owner, "security");
    if (alternatives.isEmpty()) return List.of();
    for (var alternative : alternatives) {
      var names = alternative.members().keySet();
      if (given.containsAll(names)) return names.stream().map(this::scheme).toList();
    }
    var names = new ArrayList<>(alternatives.getFirst().members().keySet());
    names.removeAll(given);
    throw file.wrong(
        "it wants the security scheme "
            + names.getFirst()
            + "; add auth: { "
            + names.getFirst()
            + ": \"${env:NAME}\" }");
  }

  /**
   * Refuses secrets for schemes that the file does not have.
   *
   * @throws dev.interlock.runtime.UserError for the first one
   */
  void refuseUnknown() {
    var known = file.members("components", "securitySchemes").keySet();
    for (var name : given) {
      if (!known.contains(name)) {
        throw file.wrong("it has no security scheme " + name + "; it has " + known);
      }
    }
  }

  private Scheme scheme(String name) {
    var schemes = Trees.object(Trees.object(file.root(), "components"), "securitySchemes");
    if (schemes.get(name).isEmpty()) throw file.wrong("there is no security scheme " + name);
    var tree = file.resolved(Trees.object(schemes, name));
    var type = Trees.text(tree, "type", "");
    return switch (type) {
      case "apiKey" ->
          new Scheme(name, key(Trees.text(tree, "in", "")), Trees.text(tree, "name", ""));
      case "http" -> new Scheme(name, http(name, tree), "Authorization");
      case "oauth2", "openIdConnect" -> new Scheme(name, Kind.BEARER, "Authorization");
      default ->
          throw file.wrong(
              "the security scheme " + name + " is of type " + type + ", which is not supported");
    };
  }

  private static Kind key(String in) {
    return switch (in) {
      case "query" -> Kind.QUERY_KEY;
      case "cookie" -> Kind.COOKIE_KEY;
      default -> Kind.HEADER_KEY;
    };
  }

  private Kind http(String name, Value.Obj tree) {
    var scheme = Trees.text(tree, "scheme", "").toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "bearer" -> Kind.BEARER;
      case "basic" -> Kind.BASIC;
      default ->
          throw file.wrong(
              "the security scheme "
                  + name
                  + " is http "
                  + scheme
                  + "; bearer and basic are supported");
    };
  }
}
