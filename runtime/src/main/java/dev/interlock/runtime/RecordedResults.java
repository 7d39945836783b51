package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.gate.EntryReader;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.json.Json;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Finds the result that stands in an entry of a run, wherever its content lies. */
final class RecordedResults implements EntryReader {
  private final LongFunction<Optional<SealedEntry>> entries;
  private final Function<Digest, Optional<byte[]>> payloads;
  private final EventCodec codec;

  /**
   * @param entries finds an entry by its sequence
   * @param payloads finds what lies beside entries
   */
  RecordedResults(
      LongFunction<Optional<SealedEntry>> entries,
      Function<Digest, Optional<byte[]>> payloads,
      EventCodec codec) {
    this.entries = entries;
    this.payloads = payloads;
    this.codec = codec;
  }

  static RecordedResults of(RunId run, Journal journal, EventCodec codec) {
    return new RecordedResults(entry -> entry(run, journal, entry), journal::payload, codec);
  }

  private static Optional<SealedEntry> entry(RunId run, Journal journal, long entry) {
    try (var entries = journal.read(run, entry)) {
      return entries.findFirst();
    }
  }

  @Override
  public Optional<Value> result(long entry) {
    return event(entry)
        .flatMap(event ->
            switch (event) {
              case ToolReturned returned when Assessment.complete(returned.assessment()) ->
                  content(payloads, returned.result());
              case QueryAnswered(_, _, var happened, var answer) when happened ->
                  content(payloads, answer);
              case OutcomeResolved(_, _, var result, _, _) when result != null ->
                  content(payloads, result);
              default -> Optional.empty();
            });
  }

  @Override
  public Optional<Value> recorded(long entry) {
    return event(entry)
        .flatMap(event ->
            switch (event) {
              case ToolReturned returned -> content(payloads, returned.result());
              case LateAnswerKept late -> content(payloads, late.result());
              default -> result(entry);
            });
  }

  @Override
  public String flaw(long entry) {
    return event(entry)
        .map(event -> event instanceof ToolReturned returned ? returned.assessment() : null)
        .filter(assessment -> !Assessment.complete(assessment))
        .map(Assessment::inWords)
        .orElse("");
  }

  private Optional<Event> event(long entry) {
    if (entry < 1) return Optional.empty();
    return entries.apply(entry).map(sealed -> codec.decode(sealed.type(), sealed.body()));
  }

  static Optional<Value> content(Function<Digest, Optional<byte[]>> payloads, Content content) {
    return switch (content) {
      case Content.Inline(var value) -> Optional.of(value);
      case Content.Stored(var digest, _, _) -> payloads.apply(digest).map(Json::parse);
    };
  }
}
