package dev.interlock.kernel.brief;

import dev.interlock.kernel.value.Digest;
import java.util.ArrayList;
import java.util.List;

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
  /** Room for role, names and punctuation of one message in any provider's format. */
  private static final int ENVELOPE_BYTES = 64;

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
    var link = Digest.of(chain.hex() + '\n' + message.entry() + '\n' + words(message));
    var grown = new Transcript(more, bytes + weight(message), bytesMax, link);
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
        left += weight(line) - weight(result);
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
        freed += weight(kept.get(upTo));
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
    return weight - freed + weight(line);
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
    return result.outcome() == Message.Outcome.RETURNED && result.text().length() > 200;
  }

  private static Message.FromTool elided(Message.FromTool result) {
    var text =
        "left out to keep this conversation short; the result ("
            + Utf8.length(result.text())
            + " bytes, sha-256 "
            + Digest.of(result.text()).brief()
            + "…) stands in entry "
            + result.entry();
    return new Message.FromTool(
        result.entry(), result.callId(), result.tool(), Message.Outcome.ELIDED, text);
  }

  private static String words(Message message) {
    return switch (message) {
      case Message.FromUser(_, var text) -> "user\n" + text;
      case Message.FromRuntime(_, var text) -> "runtime\n" + text;
      case Message.FromModel(_, var reply) -> {
        var said = new StringBuilder("model\n").append(reply.text());
        for (var proposal : reply.proposals()) {
          said.append('\n').append(proposal.callId()).append('\n').append(proposal.tool());
          said.append('\n').append(proposal.arguments().json());
        }
        yield said.toString();
      }
      case Message.FromTool(_, var callId, var tool, var outcome, var text) ->
          "tool\n" + callId + '\n' + tool + '\n' + outcome + '\n' + text;
    };
  }

  private static long weight(Message message) {
    return ENVELOPE_BYTES
        + switch (message) {
          case Message.FromUser(_, var text) -> Utf8.length(text);
          case Message.FromRuntime(_, var text) -> Utf8.length(text);
          case Message.FromModel(_, var reply) -> weight(reply);
          case Message.FromTool(_, var callId, var tool, _, var text) ->
              Utf8.length(callId) + Utf8.length(tool) + Utf8.length(text);
        };
  }

  private static long weight(ModelReply reply) {
    var sum = Utf8.length(reply.text());
    for (var proposal : reply.proposals()) {
      sum +=
          ENVELOPE_BYTES
              + Utf8.length(proposal.callId())
              + Utf8.length(proposal.tool())
              + Utf8.length(proposal.arguments().json());
    }
    return sum;
  }
}
