package dev.interlock.kernel.run;

import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been read so far for the ruling on a command.
 *
 * @param since the entry in which the first read was prepared; 0 before
 * @param found the results, by the name of the {@link dev.interlock.kernel.charter.Look}
 * @param missing why something could not be read; null while nothing is missing
 * @param at when the first read came in; null before
 */
public record Looked(
    long since, Map<String, Value> found, @Nullable String missing, @Nullable Instant at) {
  static final Looked NOTHING = new Looked(0, Map.of(), null, null);

  public Looked {
    found = Map.copyOf(found);
  }

  /** Nothing is found yet of what is read from this entry on. */
  static Looked from(long entry) {
    return new Looked(entry, Map.of(), null, null);
  }

  Looked with(String name, Value value, Instant came) {
    var more = new TreeMap<>(found);
    more.put(name, value);
    return new Looked(since, more, missing, at == null ? came : at);
  }

  Looked without(String why, Instant when) {
    return new Looked(since, found, why, at == null ? when : at);
  }

  /** Whether it tells no more how things stand: time has passed, or something was done since. */
  boolean isStale(Instant now, Duration fresh, long lastEffect) {
    return at != null && (now.isAfter(at.plus(fresh)) || lastEffect > since);
  }
}
