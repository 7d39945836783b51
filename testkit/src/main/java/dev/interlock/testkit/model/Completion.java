package dev.interlock.testkit.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed answer, whole or in pieces as the request wants it. Immutable; the verbs return
 * changed copies.
 *
 * @param text null for none
 * @param calls in the order in which the model writes them
 * @param finish null for the protocol's own word, as fits
 * @param model the name under which the model answers; null for the one that was asked
 * @param usage null to say nothing of it
 * @param choices how often the answer is given, where the protocol can give it more than once
 */
public record Completion(
    @Nullable String text,
    List<Call> calls,
    @Nullable String finish,
    @Nullable String model,
    @Nullable Tokens usage,
    int choices)
    implements Behaviour {
  private static final Tokens SOME = new Tokens(100, 0, 20);

  public Completion {
    calls = List.copyOf(calls);
  }

  /**
   * A tool call as a model writes it.
   *
   * @param id null to leave it out
   * @param arguments text that ought to be JSON
   */
  public record Call(@Nullable String id, String name, String arguments) {}

  /** Tokens: read, of those from the cache, and written. */
  public record Tokens(long prompt, long cached, long completion) {}

  static Completion saying(String text) {
    return new Completion(text, List.of(), null, null, SOME, 1);
  }

  static Completion calling(List<Call> calls) {
    return new Completion(null, calls, null, null, SOME, 1);
  }

  /** The same with words beside the calls. */
  public Completion with(String words) {
    return new Completion(words, calls, finish, model, usage, choices);
  }

  /** The same with another reason to stop. */
  public Completion finishing(String reason) {
    return new Completion(text, calls, reason, model, usage, choices);
  }

  /** The same under another model's name. */
  public Completion as(String name) {
    return new Completion(text, calls, finish, name, usage, choices);
  }

  /** The same at another cost. */
  public Completion costing(long prompt, long cached, long completion) {
    var tokens = new Tokens(prompt, cached, completion);
    return new Completion(text, calls, finish, model, tokens, choices);
  }

  /** The same, saying nothing of its cost. */
  public Completion withoutUsage() {
    return new Completion(text, calls, finish, model, null, choices);
  }

  /** The same, more than once. */
  public Completion times(int choices) {
    return new Completion(text, calls, finish, model, usage, choices);
  }

  /** The same, breaking off where it comes in pieces. */
  public Behaviour breaking(Break how) {
    return turn -> how.perform(turn, turn.wire().pieces(this, name(turn)));
  }

  @Override
  public void perform(Turn turn) throws IOException {
    var wire = turn.wire();
    if (!wire.streams(turn.request())) {
      var body = wire.whole(this, name(turn)).toString();
      turn.answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
      return;
    }
    for (var piece : wire.pieces(this, name(turn))) turn.write(piece);
  }

  private String name(Turn turn) {
    return model == null ? turn.wire().asked(turn.request()) : model;
  }
}
