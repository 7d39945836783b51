package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Heartbeat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who is told of which progress, on one connection. Thread-safe. Holds one entry for each call that
 * is waited for; what is reported of any other is dropped.
 */
final class Progress {
  private final ServerLabel label;
  private final Map<String, Heartbeat> waiting = new ConcurrentHashMap<>();
  private final AtomicLong drawn = new AtomicLong();

  Progress(ServerLabel label) {
    this.label = label;
  }

  /** Begins to listen; returns the token that the call carries. */
  String begin(Heartbeat heartbeat) {
    var token = "call-" + drawn.incrementAndGet();
    waiting.put(token, heartbeat);
    return token;
  }

  void end(String token) {
    waiting.remove(token);
  }

  /** Takes the parameters of a notification; what is none of ours is nobody's sign of life. */
  void reported(Object params) {
    if (!(params instanceof Value.Obj said)) return;
    var token = said.get("progressToken").orElse(Value.Null.NULL);
    if (!(token instanceof Value.Text(var text))) return;
    var heartbeat = waiting.get(text);
    if (heartbeat != null) heartbeat.alive(label.oneLine(words(said)));
  }

  /** The message if there is one, else how far it has come. */
  private static String words(Value.Obj said) {
    if (said.get("message").orElse(Value.Null.NULL) instanceof Value.Text(var message)) {
      return message;
    }
    var progress = said.get("progress").map(Value::json).orElse("");
    return progress + said.get("total").map(total -> " of " + total.json()).orElse("");
  }
}
