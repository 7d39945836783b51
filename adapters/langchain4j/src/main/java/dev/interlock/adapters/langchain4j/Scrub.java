package dev.interlock.adapters.langchain4j;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one short line without secrets of what a server said. Servers echo keys. */
final class Scrub {
  private static final int CHARS_MAX = 300;
  private static final Pattern KEY_LIKE =
      Pattern.compile("(?i)\\b(bearer\\s+\\S+|(sk|pk|key)-[A-Za-z0-9_*.-]{6,})");
  private static final Pattern NOT_ONE_LINE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final @Nullable String apiKey;

  Scrub(@Nullable String apiKey) {
    this.apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
  }

  String line(String said) {
    var clean = apiKey == null ? said : said.replace(apiKey, "***");
    clean = KEY_LIKE.matcher(clean).replaceAll("***");
    clean = NOT_ONE_LINE.matcher(clean).replaceAll(" ").strip();
    return clean.length() <= CHARS_MAX ? clean : clean.substring(0, CHARS_MAX) + "…";
  }
}
