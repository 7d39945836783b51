package dev.interlock.adapters.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events (HTML standard, 9.2), holding no more of one than its cap. */
final class EventReader {
  /** A longer pause than this is not kept to. */
  private static final Duration RETRY_MAX = Duration.ofSeconds(30);

  /**
   * One event.
   *
   * @param data empty if it has none
   * @param whole whether nothing was dropped
   */
  record Event(String data, boolean whole) {}

  private final LineReader lines;
  private final int bytesMax;
  private @Nullable String lastId;
  private @Nullable Duration retry;

  EventReader(InputStream in, int bytesMax) {
    this.lines = new LineReader(in, bytesMax);
    this.bytesMax = bytesMax;
  }

  /** The id of the last event that had one; null if none had. */
  @Nullable String lastId() {
    return lastId;
  }

  /** How long the server wants to be left alone before somebody comes back; null if unsaid. */
  @Nullable Duration retry() {
    return retry;
  }

  /** Returns the next event that has data, or null at the end of the stream. */
  @Nullable Event next() throws IOException {
    var data = new StringBuilder();
    var whole = true;
    for (var line = lines.next(); line != null; line = lines.next()) {
      var text = line.text();
      if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
      if (text.isEmpty()) {
        if (!data.isEmpty() || !whole) return new Event(data.toString(), whole);
        continue;
      }
      whole &= line.whole() && data.length() + text.length() <= bytesMax;
      if (whole || data.isEmpty()) field(text, data);
    }
    return null; // what no empty line ends was cut off
  }

  private void field(String line, StringBuilder data) {
    var colon = line.indexOf(':');
    var name = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? "" : line.substring(colon + 1);
    if (value.startsWith(" ")) value = value.substring(1);
    switch (name) {
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      case "id" -> lastId = value;
      case "retry" -> {
        if (value.matches("\\d{1,9}")) retry = shorter(Duration.ofMillis(Long.parseLong(value)));
      }
      default -> {} // a comment, or the name of an event: MCP has but one kind
    }
  }

  private static Duration shorter(Duration asked) {
    return asked.compareTo(RETRY_MAX) < 0 ? asked : RETRY_MAX;
  }
}
