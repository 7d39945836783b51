package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.RulingEvents;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ReviewSettled;
import dev.interlock.kernel.run.Event.Ruled;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.Journal.Head;
import dev.interlock.runtime.journal.SealedEntry;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Proves a journal, offline: every entry is what its hash says, none is missing, and every ruling
 * comes out the same when the gates rule again on the recorded facts.
 *
 * <p>What this does not guarantee: whoever can rewrite the whole store, heads included, leaves
 * nothing to be seen here. Keep an exported head elsewhere and compare.
 */
public final class Verifier {
  private final EventCodec codec;
  private final GatePipeline gates;
  private final Function<RunState, FactSource> facts;
  private final Function<Digest, Optional<byte[]>> payloads;

  /**
   * Makes a verifier.
   *
   * @param facts establishes facts again, for rulings whose evaluators are ours
   * @param payloads finds what lies beside the entries; throws if it is not what its digest says
   */
  public Verifier(
      EventCodec codec,
      GatePipeline gates,
      Function<RunState, FactSource> facts,
      Function<Digest, Optional<byte[]>> payloads) {
    this.codec = codec;
    this.gates = gates;
    this.facts = facts;
    this.payloads = payloads;
  }

  /**
   * What came of a verification.
   *
   * @param entries how many were read and found whole
   * @param rejudged how many rulings came out the same
   * @param skipped how many rulings were made by other versions of the evaluators, and were ruled
   *     again on their recorded facts alone
   * @param broken the first difference; empty if there is none
   * @param head hash of the last entry that was found whole
   */
  public record Verification(
      RunId run, long entries, long rejudged, long skipped, Optional<Broken> broken, Digest head) {}

  /**
   * The first difference.
   *
   * @param entry the sequence at which it shows
   * @param what is wrong there
   */
  public record Broken(long entry, String what) {}

  /**
   * Reads a journal from its beginning.
   *
   * @param head where the journal ends, as kept outside its entries
   * @param exported the hash of the last entry as somebody noted it elsewhere; empty if nobody did
   */
  public Verification verify(
      RunId run, Head head, Optional<Digest> exported, Iterator<SealedEntry> entries) {
    var walk = new Walk(run);
    while (entries.hasNext()) {
      var problem = walk.take(entries.next());
      if (problem != null) return walk.result(new Broken(walk.sequence + 1, problem));
    }
    if (walk.sequence != head.sequence()) {
      var missing = "is missing: the head is at entry " + head.sequence();
      return walk.result(new Broken(walk.sequence + 1, missing));
    }
    if (!walk.before.equals(head.hash())) {
      return walk.result(new Broken(walk.sequence, "is not the one that the head names"));
    }
    if (exported.isPresent() && !exported.get().equals(walk.before)) {
      return walk.result(new Broken(walk.sequence, "is not the one that was exported"));
    }
    return walk.result(null);
  }

  /** Returns the digest of the result that lies beside an entry, if one does. */
  public static Optional<Digest> beside(Event event) {
    var content =
        switch (event) {
          case ToolReturned returned -> returned.result();
          case QueryAnswered answered -> answered.answer();
          case OutcomeResolved resolved -> resolved.result();
          case LateAnswerKept late -> late.result();
          default -> null;
        };
    return content instanceof Content.Stored(var digest, _, _)
        ? Optional.of(digest)
        : Optional.empty();
  }

  /** One pass over a journal. */
  private final class Walk {
    private final RunId run;
    private Digest before = Digest.NONE;
    private long sequence;
    private long rejudged;
    private long skipped;
    private @Nullable RunState state;
    private @Nullable FactSource source;

    Walk(RunId run) {
      this.run = run;
    }

    /** Returns what is wrong with the entry; null if nothing is. */
    @Nullable String take(SealedEntry sealed) {
      if (sealed.sequence() != sequence + 1) {
        return "is missing: entry " + sealed.sequence() + " follows entry " + sequence;
      }
      if (!HashChain.holds(before, run, sealed)) return "is not what its hash says";
      try {
        var event = codec.decode(sealed.type(), sealed.body());
        var entry = new Entry(sealed.sequence(), sealed.at(), event);
        if (event instanceof RunStarted started
            && !codec.digest(started.charter()).equals(started.charterDigest())) {
          return "holds a charter that is not the one of its digest";
        }
        if (lacksPayload(event)) return "refers to a result that is not in the store";
        var different =
            switch (event) {
              case Ruled ruled -> rejudge(ruled);
              case ReviewSettled settled -> review(settled);
              default -> null;
            };
        if (different != null) return different;
        state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
      } catch (RuntimeException unreadable) {
        return "cannot follow: " + unreadable.getMessage();
      }
      before = sealed.hash();
      sequence = sealed.sequence();
      return null;
    }

    private boolean lacksPayload(Event event) {
      return beside(event).filter(digest -> payloads.apply(digest).isEmpty()).isPresent();
    }

    private @Nullable String rejudge(Ruled ruled) {
      var now = state;
      if (now == null) return "is a ruling before the run began";
      var pending = now.pending().get(ruled.command());
      if (pending == null || !(pending.stage() instanceof Stage.Wanted)) {
        return "is a ruling on what does not wait for one";
      }
      var again = established(now, pending, ruled.facts());
      var ours = again.evaluators().equals(ruled.facts().evaluators());
      if (ours && !again.equals(ruled.facts())) {
        return "was ruled on facts that come out otherwise now";
      }
      rejudged += ours ? 1 : 0;
      skipped += ours ? 0 : 1;
      Event same =
          RulingEvents.of(now, pending, gates.judge(now, pending, ruled.facts()), ruled.facts());
      return same.equals(ruled) ? null : "is not the ruling that the gates give on its facts";
    }

    /** What a person said must pass the checks of an answer again. */
    private @Nullable String review(ReviewSettled settled) {
      var now = state;
      var answer = settled.facts().answer();
      if (now == null || answer == null) return "is a review of nothing";
      var again = source(now).review(now, answer.output(), settled.facts().at());
      var ours = again.evaluators().equals(settled.facts().evaluators());
      rejudged += ours ? 1 : 0;
      skipped += ours ? 0 : 1;
      return ours && !again.equals(settled.facts())
          ? "was settled on facts that come out otherwise now"
          : null;
    }

    private FactSource source(RunState now) {
      if (source == null) source = facts.apply(now);
      return source;
    }

    private Facts established(RunState now, Pending pending, Facts recorded) {
      return source(now).establish(now, pending, recorded.at(), recorded.standing());
    }

    Verification result(@Nullable Broken broken) {
      return new Verification(
          run, sequence, rejudged, skipped, Optional.ofNullable(broken), before);
    }
  }
}
