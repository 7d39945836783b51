package dev.interlock.adapters.mcp;

import dev.interlock.runtime.http.SendOnce;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to the server. Thread-safe.
 *
 * @param id of the request; null if no answer is wanted
 */
record Errand(@Nullable String id, @Nullable Object params, SendOnce body, boolean initialises) {

  static Errand of(@Nullable String id, @Nullable Object params, String line, boolean initialises) {
    var body = new SendOnce(line.getBytes(StandardCharsets.UTF_8));
    return new Errand(id, params, body, initialises);
  }
}
