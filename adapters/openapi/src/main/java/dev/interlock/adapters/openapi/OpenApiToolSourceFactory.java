package dev.interlock.adapters.openapi;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSourceFactory;
import dev.interlock.runtime.http.Origin;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code http: {openapi, base-url, auth, read-only}} of an agent file. Secrets stand under
 * {@code auth} by the name of their security scheme: one reference, or {@code {username,
 * password}}.
 */
public final class OpenApiToolSourceFactory implements ToolSourceFactory {
  private static final Set<String> KEYS = Set.of("openapi", "base-url", "auth", "read-only");

  @Override
  public String kind() {
    return "http";
  }

  @Override
  public void review(Settings settings) {
    var _ = operations(settings);
  }

  @Override
  public ToolSource open(Settings settings, Surroundings surroundings) {
    var operations = operations(settings);
    var servers = new TreeMap<String, String>();
    operations.forEach((name, operation) -> {
      var server = surroundings.references().apply(operation.server());
      var _ = Origin.of(server, settings.where() + ".base-url");
      servers.put(name, server);
    });
    var where = settings.where() + ".auth";
    var auth = Trees.object(settings.members(), "auth");
    return new OpenApiToolSource(
        operations, servers, new Credentials(auth, where, surroundings.references()));
  }

  private static Map<String, Operation> operations(Settings settings) {
    for (var key : settings.members().members().keySet()) {
      if (!KEYS.contains(key)) {
        throw new UserError("unknown key " + key, settings.where(), "known are " + KEYS);
      }
    }
    var shown = Trees.text(settings.members(), "openapi", "");
    var where = settings.where() + ".openapi";
    var file = ApiFile.read(settings.home().resolve(shown), shown, where);
    var given = Trees.object(settings.members(), "auth").members().keySet();
    var reader =
        new OperationReader(
            file, Trees.text(settings.members(), "base-url", ""), Set.copyOf(given));
    var operations = reader.read(settings.tools());
    refuseUnknown(settings, operations, reader, file);
    refuseReads(settings, operations);
    return operations;
  }

  private static void refuseUnknown(
      Settings settings, Map<String, Operation> known, OperationReader reader, ApiFile file) {
    var unknown = new HashSet<>(settings.tools());
    unknown.removeAll(known.keySet());
    if (unknown.isEmpty()) return;
    throw new UserError(
        file.shown() + ": there is no operation " + unknown.iterator().next(),
        file.where(),
        "it has " + String.join(", ", reader.names()));
  }

  /** A method that may change something is no read, unless the owner says so by name. */
  private static void refuseReads(Settings settings, Map<String, Operation> operations) {
    var readOnly = Trees.items(settings.members(), "read-only");
    for (var operation : operations.values()) {
      if (!settings.reads().contains(operation.name())
          || operation.isReadOnly()
          || readOnly.contains(Value.of(operation.name()))) {
        continue;
      }
      throw new UserError(
          operation.name() + " is " + operation.shown() + ", which is no read by its method",
          settings.where(),
          "declare its effect, or vouch for it: read-only: [" + operation.name() + "]");
    }
  }
}
