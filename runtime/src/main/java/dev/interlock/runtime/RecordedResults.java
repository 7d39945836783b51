package dev.interlock.runtime;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.QueryAnswered;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.gate.EntryReader;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.json.Json;
import java.util.Optional;

/** Finds the result that stands in an entry of a run, wherever its content lies. */
final class RecordedResults implements EntryReader {
  private final RunId run;
  private final Journal journal;
  private final EventCodec codec;

  RecordedResults(RunId run, Journal journal, EventCodec codec) {
    this.run = run;
    this.journal = journal;
    this.codec = codec;
  }

  @Override
  public Optional<Value> result(long entry) {
    if (entry < 1) return Optional.empty();
    try (var entries = journal.read(run, entry)) {
      return entries
          .findFirst()
          .map(sealed -> codec.decode(sealed.type(), sealed.body()))
          .flatMap(event ->
              switch (event) {
                case ToolReturned(_, _, var result, _) -> content(journal, result);
                case QueryAnswered(_, _, var happened, var answer) when happened ->
                    content(journal, answer);
                case OutcomeResolved(_, _, var result, _, _) when result != null ->
                    content(journal, result);
                default -> Optional.empty();
              });
    }
  }

  static Optional<Value> content(Journal journal, Content content) {
    return switch (content) {
      case Content.Inline(var value) -> Optional.of(value);
      case Content.Stored(var digest, _, _) -> journal.payload(digest).map(Json::parse);
    };
  }
}
