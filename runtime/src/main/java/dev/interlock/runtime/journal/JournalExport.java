package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one run in one file: entries, what lies beside them, and the head. The whole of it
 * is held in memory. See {@link ExportLines} for the format.
 *
 * @param head where the journal ends
 * @param entries those that could be read, in order
 * @param payloads what lies beside entries, by digest
 * @param damage the first line that cannot be read; null if all can
 */
public record JournalExport(
    RunId run,
    Journal.Head head,
    List<SealedEntry> entries,
    SortedMap<Digest, byte[]> payloads,
    @Nullable Damage damage) {

  /** Stands for a line that is no text; it is no JSON either. */
  private static final String UNREADABLE = "";

  private static final RunId NOBODY = new RunId("0".repeat(26));
  private static final Comparator<Digest> BY_HEX = Comparator.comparing(Digest::hex);

  /** Returns an empty collection of payloads, in the order in which they are written. */
  public static SortedMap<Digest, byte[]> noPayloads() {
    return new TreeMap<>(BY_HEX);
  }

  /**
   * A line that is not what was exported.
   *
   * @param entry the entry that it holds; the last one if it is behind the entries
   */
  public record Damage(long entry, String what) {}

  public JournalExport {
    entries = List.copyOf(entries);
    payloads = new TreeMap<>(payloads); // in its own order
  }

  /**
   * Writes a whole journal.
   *
   * @throws UncheckedIOException if it cannot be written; what was is of no use
   */
  public static void write(
      RunId run, List<SealedEntry> entries, SortedMap<Digest, byte[]> payloads, OutputStream out) {
    var hash = entries.isEmpty() ? Digest.NONE : entries.getLast().hash();
    try {
      line(out, ExportLines.line(new ExportLines.Head(run, entries.size(), hash)));
      for (var entry : entries) line(out, ExportLines.line(entry));
      for (var one : payloads.entrySet()) line(out, ExportLines.line(one.getKey(), one.getValue()));
      out.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + '\n').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a file.
   *
   * @return empty if its first line says nothing of an exported journal
   * @throws UncheckedIOException if it cannot be read
   */
  public static Optional<JournalExport> read(Path file) {
    try {
      var lines = lines(Files.readAllBytes(file));
      return lines.isEmpty() || !lines.getFirst().contains(ExportLines.FORMAT)
          ? Optional.empty()
          : Optional.of(new Reading(lines).whole());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> lines(byte[] file) {
    var lines = new ArrayList<String>();
    for (int from = 0, end; from < file.length; from = end + 1) {
      end = from;
      while (end < file.length && file[end] != '\n') end++;
      // What is not ended by a line feed is no whole line.
      lines.add(end < file.length ? text(file, from, end) : UNREADABLE);
    }
    return lines;
  }

  private static String text(byte[] file, int from, int end) {
    try {
      var bytes = ByteBuffer.wrap(file, from, end - from);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return UNREADABLE;
    }
  }

  /** One pass over the lines; it stops at the first that cannot be read. */
  private static final class Reading {
    private final List<String> lines;
    private final List<SealedEntry> entries = new ArrayList<>();
    private final SortedMap<Digest, byte[]> payloads = new TreeMap<>(BY_HEX);
    private @Nullable Damage damage;

    Reading(List<String> lines) {
      this.lines = lines;
    }

    JournalExport whole() {
      var head = head();
      for (var i = 1; i < lines.size() && damage == null; i++) take(head, i);
      var end = new Journal.Head(0, head.entries(), head.hash());
      return new JournalExport(head.run(), end, entries, payloads, damage);
    }

    private ExportLines.Head head() {
      try {
        return ExportLines.head(lines.getFirst());
      } catch (IllegalArgumentException bad) {
        damage = new Damage(0, "(the first line) " + bad.getMessage());
        return new ExportLines.Head(NOBODY, 0, Digest.NONE);
      }
    }

    private void take(ExportLines.Head head, int number) {
      var behind = number > head.entries();
      try {
        if (behind) take(ExportLines.payload(lines.get(number)));
        else entries.add(ExportLines.entry(lines.get(number)));
      } catch (IllegalArgumentException bad) {
        damage =
            behind
                ? new Damage(head.entries(), "is followed by a line that " + bad.getMessage())
                : new Damage(number, "(line " + (number + 1) + ") " + bad.getMessage());
      }
    }

    private void take(Map.Entry<Digest, byte[]> payload) {
      if (!payloads.isEmpty() && BY_HEX.compare(payloads.lastKey(), payload.getKey()) >= 0) {
        throw new IllegalArgumentException("is not in its place");
      }
      payloads.put(payload.getKey(), payload.getValue());
    }
  }
}
