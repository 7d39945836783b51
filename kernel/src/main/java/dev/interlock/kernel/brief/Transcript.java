package dev.interlock.kernel.brief;

import dev.interlock.kernel.value.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a run, held under a bound.
 *
 * <p>When a new message passes the bound, old ones give way until three quarters of it are free to
 * use: first the oldest results become a line that says where they stand, then the oldest whole
 * turns become one line, and only if that is not enough the first results of the last turn. The
 * goal, and what the model last said, always stay. Because each shrinking makes room for many
 * messages, the cost of a step does not grow with the run, and the brief's prefix changes rarely.
 *
 * @param messages oldest first; the first is the goal
 * @param bytes what the messages weigh
 * @param bytesMax what they may weigh
 * @param chain digest over every message ever added, in order; two runs that were shown the same
 *     have the same
 */
public record Transcript(List<Message> messages, long bytes, long bytesMax, Digest chain) {
  /** No bound is made smaller than this. */
  private static final long HALVED_MIN = 2_000;

  public Transcript {
    messages = List.copyOf(messages);
  }

  public static Transcript under(long bytesMax) {
    return new Transcript(List.of(), 0, bytesMax, Digest.NONE);
  }

  /** Returns the transcript with one message more, shrunk if that passed the bound. */
  public Transcript with(Message message) {
    var more = new ArrayList<>(messages);
    more.add(message);
    var link = Digest.of(chain.hex() + '\n' + message.entry() + '\n' + Weights.words(message));
    var grown = new Transcript(more, bytes + Weights.of(message), bytesMax, link);
    return grown.bytes <= bytesMax ? grown : grown.shrunk();
  }

  /** Returns the transcript under another bound. */
  public Transcript bounded(long otherMax) {
    var other = new Transcript(messages, bytes, otherMax, chain);
    return bytes <= otherMax ? other : other.shrunk();
  }

  /** Returns the transcript at half of what it weighs now, for a model that it was too long for. */
  public Transcript halved() {
    return bounded(Math.min(bytesMax, Math.max(HALVED_MIN, bytes / 2)));
  }

  /** The longest text of one result that still leaves room for others. */
  public int resultCharsMax() {
    return (int) Math.min(bytesMax / 4, 1 << 20);
  }

  /**
   * Returns the oldest turns, if the conversation fills more than half of its bound and folding
   * them would free at least an eighth of it. The last turn always stays, and of the others as many
   * as fill a quarter.
   */
  public Optional<Fold> fold() {
    if (bytes <= bytesMax / 2) return Optional.empty();
    var upTo = 1;
    var freed = 0L;
    for (var next = turnAfter(1); next < messages.size(); next = turnAfter(next)) {
      if (bytes - freed <= bytesMax / 4) break;
      for (var i = upTo; i < next; i++) freed += Weights.of(messages.get(i));
      upTo = next;
    }
    if (freed < bytesMax / 8) return Optional.empty();
    return Optional.of(new Fold(messages.subList(1, upTo)));
  }

  /**
   * Returns the transcript with a summary in the place of what it stands for. The words are cut at
   * an eighth of the bound.
   *
   * @return this, if the messages that the summary stands for are not there any more
   */
  public Transcript summarised(List<Fold.Input> inputs, String summary) {
    var upTo = 1 + inputs.size();
    if (inputs.isEmpty() || upTo > messages.size()) return this;
    var old = new Fold(messages.subList(1, upTo));
    if (!old.inputs().equals(inputs)) return this;
    var line = new Message.FromSummary(old.from(), old.to(), cut(summary, (int) bytesMax / 8));
    var kept = new ArrayList<Message>(messages.subList(0, 1));
    kept.add(line);
    kept.addAll(messages.subList(upTo, messages.size()));
    var link = Digest.of(chain.hex() + '\n' + old.to() + '\n' + Weights.words(line));
    var weight = kept.stream().mapToLong(Weights::of).sum();
    return new Transcript(kept, weight, bytesMax, link).bounded(bytesMax);
  }

  /** Returns the transcript with old turns left out, where nobody could put them in fewer words. */
  public Transcript elided() {
    var half = bounded(bytesMax / 2);
    return new Transcript(half.messages, half.bytes, bytesMax, chain);
  }

  private static String cut(String text, int chars) {
    if (text.length() <= chars) return text;
    return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
  }

  private int turnAfter(int from) {
    for (var i = from + 1; i < messages.size(); i++) {
      if (messages.get(i) instanceof Message.FromModel) return i;
    }
    return messages.size();
  }

  private Transcript shrunk() {
    var target = bytesMax * 3 / 4;
    var kept = new ArrayList<>(messages);
    var weight = bytes;
    var lastTurn = lastTurn();
    weight = elide(kept, 1, lastTurn, weight, target);
    if (weight > target) weight = foldOldTurns(kept, lastTurn, weight, target);
    // Many results of one turn can pass the bound by themselves: then the first of them give way.
    if (weight > bytesMax) weight = elide(kept, 1, kept.size(), weight, bytesMax);
    return new Transcript(kept, weight, bytesMax, chain);
  }

  /** Takes out results, oldest first, until the rest weighs no more than {@code target}. */
  private static long elide(List<Message> kept, int from, int to, long weight, long target) {
    var left = weight;
    for (var i = from; i < to && left > target; i++) {
      if (kept.get(i) instanceof Message.FromTool result && isElidable(result)) {
        var line = elided(result);
        left += Weights.of(line) - Weights.of(result);
        kept.set(i, line);
      }
    }
    return left;
  }

  /** Folds whole turns, oldest first, so that every call left has its answer left too. */
  private static long foldOldTurns(List<Message> kept, int lastTurn, long weight, long target) {
    var upTo = 1;
    var freed = 0L;
    while (upTo < lastTurn && weight - freed > target) {
      do {
        freed += Weights.of(kept.get(upTo));
        upTo++;
      } while (upTo < lastTurn && !(kept.get(upTo) instanceof Message.FromModel));
    }
    if (upTo == 1) return weight;
    var from = firstFolded(kept.get(1));
    var line =
        new Message.FromRuntime(
            kept.get(upTo - 1).entry(),
            FOLDED + from + " to " + kept.get(upTo - 1).entry() + " are left out.");
    kept.subList(1, upTo).clear();
    kept.add(1, line);
    return weight - freed + Weights.of(line);
  }

  private static final String FOLDED = "To keep this conversation short, entries ";

  private static String firstFolded(Message message) {
    if (message instanceof Message.FromRuntime(_, var text) && text.startsWith(FOLDED)) {
      return text.substring(FOLDED.length(), text.indexOf(" to ", FOLDED.length()));
    }
    return Long.toString(message.entry());
  }

  private int lastTurn() {
    for (var i = messages.size() - 1; i > 0; i--) {
      if (messages.get(i) instanceof Message.FromModel) return i;
    }
    return messages.size();
  }

  private static boolean isElidable(Message.FromTool result) {
    return switch (result.outcome()) {
      case RETURNED, FLAWED -> result.text().length() > 200;
      case FAILED, NOT_DONE, ELIDED -> false;
    };
  }

  private static Message.FromTool elided(Message.FromTool result) {
    var flawed = result.outcome() == Message.Outcome.FLAWED;
    var text =
        "left out to keep this conversation short; the "
            + (flawed ? "flawed " : "")
            + "result ("
            + Utf8.length(result.text())
            + " bytes, sha-256 "
            + Digest.of(result.text()).brief()
            + "…) stands in entry "
            + result.entry()
            + (flawed ? " and may not be relied on" : "");
    return new Message.FromTool(
        result.entry(), result.callId(), result.tool(), Message.Outcome.ELIDED, text);
  }
}
