package dev.interlock.adapters.openapi;

import dev.interlock.adapters.openapi.Operation.Scheme;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The secrets of one source. Shown nowhere: {@link #oneLine} takes them out of messages. Immutable.
 */
final class Credentials {
  private static final int SECRET_CHARS_MIN = 4;
  private static final int MESSAGE_CHARS_MAX = 500;

  /** What each scheme sends: a key or token, or {@code user:password}. */
  private final Map<String, String> byScheme = new TreeMap<>();

  private final Set<String> secrets = new TreeSet<>();

  /**
   * Resolves what stands under {@code auth}.
   *
   * @throws UserError if a variable is not set, or holds what no header can
   */
  Credentials(Value.Obj auth, String where, UnaryOperator<String> references) {
    auth.members()
        .forEach((scheme, given) -> {
          var at = where + "." + scheme;
          if (given instanceof Value.Obj basic) {
            var password = secret(Trees.text(basic, "password", ""), at, references);
            var user = references.apply(Trees.text(basic, "username", ""));
            byScheme.put(scheme, user + ":" + password);
          } else if (given instanceof Value.Text(var reference)) {
            byScheme.put(scheme, secret(reference, at, references));
          }
        });
  }

  /** What the scheme sends. */
  String of(Scheme scheme) {
    var given = byScheme.getOrDefault(scheme.name(), "");
    return switch (scheme.kind()) {
      case HEADER_KEY, QUERY_KEY, COOKIE_KEY -> given;
      case BEARER -> "Bearer " + given;
      case BASIC ->
          "Basic " + Base64.getEncoder().encodeToString(given.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Makes one line that is safe to show and to record: no control characters, no secret. */
  String oneLine(String text) {
    var clean = text;
    for (var secret :
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      clean = clean.replace(secret, "***");
    }
    clean = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.length() <= MESSAGE_CHARS_MAX
        ? clean
        : clean.substring(0, MESSAGE_CHARS_MAX) + "…";
  }

  private String secret(String reference, String where, UnaryOperator<String> references) {
    var secret = references.apply(reference);
    if (secret.isBlank() || secret.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new UserError("is empty or holds a control character", where, "look at the variable");
    }
    if (secret.length() >= SECRET_CHARS_MIN) secrets.add(secret);
    return secret;
  }
}
