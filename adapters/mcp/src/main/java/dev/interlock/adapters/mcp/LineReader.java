package dev.interlock.adapters.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8, holding no more of a line than its cap. For one thread. */
final class LineReader {
  private static final int EDGE_BYTES = 1024;

  /**
   * One line.
   *
   * @param text the whole line, or its first and last bytes if it was too long
   * @param whole whether nothing was dropped
   */
  record Line(String text, boolean whole) {}

  private final InputStream in;
  private final int lineBytesMax;
  private final byte[] chunk = new byte[16 * 1024];
  private int from;
  private int to;

  LineReader(InputStream in, int lineBytesMax) {
    this.in = in;
    this.lineBytesMax = lineBytesMax;
  }

  /** Returns the next line without its end, or null at the end of the stream. */
  @Nullable Line next() throws IOException {
    var kept = new ByteArrayOutputStream(256);
    while (from < to || fill()) {
      var end = endOfLine();
      if (kept.size() + (end - from) > lineBytesMax) return tooLong(kept);
      kept.write(chunk, from, end - from);
      from = end;
      if (from < to) {
        from++;
        return new Line(kept.toString(StandardCharsets.UTF_8), true);
      }
    }
    return kept.size() == 0 ? null : new Line(kept.toString(StandardCharsets.UTF_8), true);
  }

  /** Drops the rest of the line, remembering how it began and how it ended. */
  private Line tooLong(ByteArrayOutputStream kept) throws IOException {
    kept.write(chunk, from, Math.min(EDGE_BYTES, endOfLine() - from));
    var head = Arrays.copyOf(kept.toByteArray(), Math.min(EDGE_BYTES, kept.size()));
    var tail = new byte[0];
    while (from < to || fill()) {
      var end = endOfLine();
      tail = lastOf(tail, Arrays.copyOfRange(chunk, from, end));
      from = end;
      if (from < to) {
        from++;
        break;
      }
    }
    return new Line(utf8(head) + " … " + utf8(tail), false);
  }

  private static byte[] lastOf(byte[] before, byte[] more) {
    var both = Arrays.copyOf(before, before.length + more.length);
    System.arraycopy(more, 0, both, before.length, more.length);
    return both.length <= EDGE_BYTES
        ? both
        : Arrays.copyOfRange(both, both.length - EDGE_BYTES, both.length);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int endOfLine() {
    var end = from;
    while (end < to && chunk[end] != '\n') end++;
    return end;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }
}
