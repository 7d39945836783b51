package dev.interlock.testkit.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request as it came over the wire.
 *
 * @param method as in {@code POST}
 * @param path as in {@code /v1/chat/completions}
 * @param query what stands after the question mark; empty for nothing
 * @param headers by name; names are found in any case
 * @param body byte for byte what was sent, read as UTF-8
 */
public record Received(
    String method, String path, String query, Map<String, List<String>> headers, String body) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Received {
    var copy = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(copy);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The body as JSON. */
  public JsonNode json() {
    return JSON.readTree(body);
  }
}
