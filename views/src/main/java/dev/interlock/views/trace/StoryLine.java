package dev.interlock.views.trace;

import dev.interlock.kernel.value.Value;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One sentence of a story. Fit to be shown: on one line, and with nothing in it that steers a
 * screen.
 *
 * @param entry the entry that it tells of
 * @param at when that was recorded
 * @param turn the turn of the model in which it happened; 0 for what came before the first
 * @param tone what kind of news it is
 * @param text the sentence
 */
public record StoryLine(long entry, Instant at, int turn, Tone tone, String text) {

  public Value.Obj json() {
    return Value.of(
        Map.of(
            "entry", Value.of(entry),
            "at", Value.of(at.toString()),
            "turn", Value.of(turn),
            "tone", Value.of(tone.name().toLowerCase(Locale.ROOT)),
            "text", Value.of(text)));
  }
}
