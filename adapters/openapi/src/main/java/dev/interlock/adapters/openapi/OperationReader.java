package dev.interlock.adapters.openapi;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the operations of a file, and reads those that are listed. */
final class OperationReader {
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete", "options");

  private final ApiFile file;
  private final String baseUrl;
  private final SchemeReader schemes;

  /**
   * @param baseUrl what counts in place of the file's servers; empty if they count
   * @param given the security schemes that there are secrets for
   */
  OperationReader(ApiFile file, String baseUrl, Set<String> given) {
    this.file = file;
    this.baseUrl = baseUrl;
    this.schemes = new SchemeReader(file, given);
  }

  /** One operation that has not been read. */
  private record Found(String path, String method, Value.Obj item, Value.Obj operation) {}

  /**
   * Returns the listed operations that the file has, by name.
   *
   * @throws UserError if one of them cannot be carried out as the file describes it
   */
  Map<String, Operation> read(Set<String> listed) {
    schemes.refuseUnknown();
    var operations = new TreeMap<String, Operation>();
    for (var entry : file.members("paths").entrySet()) {
      if (!(entry.getValue() instanceof Value.Obj raw)) continue;
      var item = file.resolved(raw);
      for (var method : METHODS) {
        if (!(item.get(method).orElse(null) instanceof Value.Obj operation)) continue;
        var found = new Found(entry.getKey(), method, item, operation);
        if (!listed.contains(name(found))) continue;
        if (operations.put(name(found), operation(found)) != null) {
          throw file.wrong("there are two operations of the name " + name(found));
        }
      }
    }
    return operations;
  }

  /** Names of all operations, for messages. */
  Set<String> names() {
    var names = new TreeSet<String>();
    file.members("paths")
        .forEach((path, raw) -> {
          if (!(raw instanceof Value.Obj item)) return;
          for (var method : METHODS) {
            if (item.get(method).orElse(null) instanceof Value.Obj operation) {
              names.add(name(new Found(path, method, item, operation)));
            }
          }
        });
    return names;
  }

  private Operation operation(Found found) {
    try {
      var arguments = new Arguments(new Schemas(file));
      var parameters = new ParameterReader(file, arguments).read(found.item(), found.operation());
      var body = new BodyReader(file, arguments).read(found.operation());
      var server = server(found);
      var input = arguments.schema();
      var descriptor = descriptor(found, server, input);
      return new Operation(
          name(found),
          found.method().toUpperCase(Locale.ROOT),
          server,
          found.path(),
          parameters,
          body,
          schemes.read(found.operation()),
          descriptor);
    } catch (UserError wrong) {
      var what = wrong.what().replaceFirst("^\\Q" + file.shown() + "\\E: ", "");
      throw file.wrong(name(found) + ": " + what);
    }
  }

  private Descriptor descriptor(Found found, String server, Value.Obj input) {
    var said = Trees.text(found.operation(), "description", "").strip();
    var summary = Trees.text(found.operation(), "summary", "").strip();
    var text = summary.isEmpty() || said.isEmpty() ? summary + said : summary + "\n" + said;
    var whole =
        Value.Obj.EMPTY
            .with("shared", found.item().get("parameters").orElse(Value.Null.NULL))
            .with("operation", found.operation())
            .with(
                "schemes",
                Trees.object(Trees.object(file.root(), "components"), "securitySchemes"));
    var contract =
        Operation.contract(
            found.method(),
            server,
            found.path(),
            whole.with("references", References.of(file, whole)),
            input);
    var shown =
        text.isEmpty() ? found.method().toUpperCase(Locale.ROOT) + " " + found.path() : text;
    return new Descriptor(name(found), shown, input, contract.digest());
  }

  /** What the path is added to: the nearest server, its variables at their defaults. */
  private String server(Found found) {
    if (!baseUrl.isEmpty()) return withoutSlash(baseUrl);
    for (var owner : List.of(found.operation(), found.item(), file.root())) {
      var servers = Trees.objects(owner, "servers");
      if (servers.isEmpty()) continue;
      var url = Trees.text(servers.getFirst(), "url", "");
      for (var variable : Trees.object(servers.getFirst(), "variables").members().entrySet()) {
        if (!(variable.getValue() instanceof Value.Obj tree)) continue;
        url = url.replace("{" + variable.getKey() + "}", Trees.text(tree, "default", ""));
      }
      if (url.matches("(?i)https?://[^{}]+")) return withoutSlash(url);
      throw file.wrong("its server is " + url + "; add base-url: https://…");
    }
    throw file.wrong("it has no servers; add base-url: https://…");
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String name(Found found) {
    var path = found.path().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    return Trees.text(found.operation(), "operationId", found.method() + "_" + path);
  }
}
