package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * The lines of an exported journal, format {@code interlock-export/1}: UTF-8, one JSON object on
 * each line, each line ended by a line feed, members in alphabetical order, nothing optional. So
 * each line has one form only, and a file in which any byte was changed is another file.
 *
 * <ol>
 *   <li>one {@code {"entries": count, "format": "interlock-export/1", "head": hash of the last
 *       entry, "run": id}};
 *   <li>for each entry, in order, {@code {"at", "body", "hash", "sequence", "type"}}, where {@code
 *       body} is the text of the event as it lies on disk; the first entry holds the charter;
 *   <li>for each result that lies beside its entry, {@code {"digest", "payload"}}, in the order of
 *       their digests.
 * </ol>
 */
final class ExportLines {
  static final String FORMAT = "interlock-export/1";

  private ExportLines() {}

  /** The first line. */
  record Head(RunId run, long entries, Digest hash) {}

  static String line(Head head) {
    return Value.of(
            Map.of(
                "format", Value.of(FORMAT),
                "run", Value.of(head.run().text()),
                "entries", Value.of(head.entries()),
                "head", Value.of(head.hash().hex())))
        .json();
  }

  static String line(SealedEntry entry) {
    return Value.of(
            Map.of(
                "sequence", Value.of(entry.sequence()),
                "at", Value.of(entry.at().toString()),
                "type", Value.of(entry.type()),
                "body", Value.of(new String(entry.body(), StandardCharsets.UTF_8)),
                "hash", Value.of(entry.hash().hex())))
        .json();
  }

  static String line(Digest digest, byte[] payload) {
    return Value.of(
            Map.of(
                "digest", Value.of(digest.hex()),
                "payload", Value.of(new String(payload, StandardCharsets.UTF_8))))
        .json();
  }

  /**
   * @throws IllegalArgumentException if it is no such line
   */
  static Head head(String line) {
    var members = members(line);
    if (!text(members, "format").equals(FORMAT)) {
      throw new IllegalArgumentException("not of the format " + FORMAT);
    }
    var head =
        new Head(
            new RunId(text(members, "run")),
            number(members, "entries"),
            new Digest(text(members, "head")));
    requireSame(line, line(head));
    return head;
  }

  /**
   * @throws IllegalArgumentException if it is no such line
   */
  static SealedEntry entry(String line) {
    var members = members(line);
    try {
      var entry =
          new SealedEntry(
              number(members, "sequence"),
              Instant.parse(text(members, "at")),
              text(members, "type"),
              text(members, "body").getBytes(StandardCharsets.UTF_8),
              new Digest(text(members, "hash")));
      requireSame(line, line(entry));
      return entry;
    } catch (DateTimeException bad) {
      throw new IllegalArgumentException("holds no time", bad);
    }
  }

  /**
   * @throws IllegalArgumentException if it is no such line, or the payload is not of that digest
   */
  static Map.Entry<Digest, byte[]> payload(String line) {
    var members = members(line);
    var digest = new Digest(text(members, "digest"));
    var payload = text(members, "payload").getBytes(StandardCharsets.UTF_8);
    requireSame(line, line(digest, payload));
    if (!Digest.of(payload).equals(digest)) {
      throw new IllegalArgumentException("is not what its digest says");
    }
    return Map.entry(digest, payload);
  }

  private static Value.Obj members(String line) {
    try {
      if (Json.parse(line) instanceof Value.Obj members) return members;
    } catch (Json.NotJsonException bad) {
      throw new IllegalArgumentException("is no JSON: " + bad.getMessage(), bad);
    }
    throw new IllegalArgumentException("is no JSON object");
  }

  private static String text(Value.Obj members, String name) {
    if (members.get(name).orElse(Value.Null.NULL) instanceof Value.Text(var text)) return text;
    throw new IllegalArgumentException("has no " + name);
  }

  private static long number(Value.Obj members, String name) {
    if (members.get(name).orElse(Value.Null.NULL) instanceof Value.Num(var number)) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException _) {
        throw new IllegalArgumentException(name + " is no whole number");
      }
    }
    throw new IllegalArgumentException("has no " + name);
  }

  private static void requireSame(String line, String form) {
    if (!line.equals(form))
      throw new IllegalArgumentException("is not in the one form of its kind");
  }
}
