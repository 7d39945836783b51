package dev.interlock.adapters.langchain4j;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts bytes into events: server-sent events (WHATWG HTML, 9.2), of which only the data counts, or
 * one JSON value a line. For one thread.
 */
final class EventLines {
  private final boolean serverSent;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();

  EventLines(boolean serverSent) {
    this.serverSent = serverSent;
  }

  /** Takes bytes in; returns the events that they complete. */
  List<String> take(ByteBuffer bytes) {
    var events = new ArrayList<String>();
    while (bytes.hasRemaining()) {
      var b = bytes.get();
      if (b == '\n') endLine(events);
      else line.write(b);
    }
    return events;
  }

  /** Returns what is left at the end, for want of a line's end. */
  List<String> rest() {
    var events = new ArrayList<String>();
    endLine(events);
    flush(events);
    return events;
  }

  private void endLine(List<String> events) {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
    if (!serverSent) {
      if (!text.isBlank()) events.add(text);
    } else if (text.isEmpty()) {
      flush(events);
    } else if (text.startsWith("data:")) {
      if (!data.isEmpty()) data.append('\n');
      data.append(text.substring("data:".length()).stripLeading());
    }
  }

  private void flush(List<String> events) {
    if (!data.isEmpty()) events.add(data.toString());
    data.setLength(0);
  }
}
