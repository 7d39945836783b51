package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI of a resource that an agent may read, with variables as in {@code docs://{page}}: simple
 * string expansion, level 1 of RFC 6570. Each variable is an argument. Immutable.
 */
record ResourceTemplate(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]{0,63})}");
  private static final String UNRESERVED = "-._~";

  /** A value that would lead out of the place where its variable stands. */
  private static final Set<String> ELSEWHERE = Set.of("", ".", "..");

  /**
   * @throws IllegalArgumentException if it holds a brace that belongs to no plain variable
   */
  ResourceTemplate {
    if (VARIABLE.matcher(text).replaceAll("").matches(".*[{}].*")) {
      throw new IllegalArgumentException("only plain variables are known, as in docs://{page}");
    }
  }

  List<String> variables() {
    return VARIABLE.matcher(text).results().map(found -> found.group(1)).distinct().toList();
  }

  /** The schema of the arguments: one text for each variable, and nothing else. */
  Value.Obj input() {
    var properties = new TreeMap<String, Value>();
    var required = new ArrayList<Value>();
    for (var name : variables()) {
      properties.put(
          name, Value.Obj.EMPTY.with("type", Value.of("string")).with("minLength", Value.of(1)));
      required.add(Value.of(name));
    }
    var schema =
        Value.Obj.EMPTY
            .with("type", Value.of("object"))
            .with("properties", new Value.Obj(properties))
            .with("additionalProperties", Value.of(false));
    return required.isEmpty() ? schema : schema.with("required", new Value.Arr(required));
  }

  /** The URI for these arguments; empty if one is missing or leads elsewhere. */
  Optional<String> uri(Value.Obj arguments) {
    var out = new StringBuilder();
    var matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (!(arguments.get(matcher.group(1)).orElse(null) instanceof Value.Text(var value))
          || ELSEWHERE.contains(value)) {
        return Optional.empty();
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(encoded(value)));
    }
    matcher.appendTail(out);
    return Optional.of(out.toString());
  }

  private static String encoded(String value) {
    var out = new StringBuilder();
    for (var octet : value.getBytes(StandardCharsets.UTF_8)) {
      var letter = (char) (octet & 0xff);
      var plain =
          letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
      if (plain) out.append(letter);
      else out.append("%%%02X".formatted((int) letter));
    }
    return out.toString();
  }
}
