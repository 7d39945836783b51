package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.replay.Recording.Step.Called;
import dev.interlock.examples.airlinedesk.replay.Ruling.Verdict;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a replay came to. For one thread. */
final class Report {
  private final int runs;
  private final List<Ruling> rulings = new ArrayList<>();
  private long readsSame;
  private long readsDifferent;
  private long writesSame;
  private long writesDifferent;

  Report(int runs) {
    this.runs = runs;
  }

  void ruled(Ruling ruling) {
    rulings.add(ruling);
  }

  /** Counts a call that the shadow performed; writes that failed in the recording count too. */
  void performed(Called called, boolean same) {
    if (Tools.writes(called.tool())) {
      if (same) writesSame++;
      else writesDifferent++;
    } else if (same) {
      readsSame++;
    } else {
      readsDifferent++;
    }
  }

  List<Ruling> rulings() {
    return List.copyOf(rulings);
  }

  /** The whole as JSON, on one line. */
  String json() {
    return Value.Obj.EMPTY
        .with("runs", Value.of(runs))
        .with("reads", fidelity(readsSame, readsDifferent))
        .with("performed", fidelity(writesSame, writesDifferent))
        .with(
            "writes",
            Value.Obj.EMPTY
                .with("expected", counts(Ruling::expected))
                .with("unexpected", counts(ruling -> !ruling.expected())))
        .with("unconfirmed", Value.of(count(ruling -> ruling.verdict() instanceof Verdict.Held)))
        .with("denials", Value.of(rulings.stream().flatMap(Report::denial).toList()))
        .with("held", Value.of(rulings.stream().flatMap(Report::held).toList()))
        .json();
  }

  /** The same for people. */
  String text() {
    var text = new StringBuilder();
    text.append(runs).append(" runs; reads ").append(readsSame).append(" as recorded, ");
    text.append(readsDifferent).append(" not; writes ").append(writesSame);
    text.append(" as recorded, ").append(writesDifferent).append(" not\n");
    text.append("writes that were wanted:     ").append(words(Ruling::expected)).append('\n');
    text.append("writes that were not wanted: ").append(words(r -> !r.expected())).append('\n');
    for (var ruling : rulings) {
      var told =
          switch (ruling.verdict()) {
            case Verdict.Allowed _ -> "";
            case Verdict.Held(var missing) -> "held    " + name(ruling) + ": " + missing + "\n";
            case Verdict.Denied(var rule, var sentence, _) ->
                "denied  " + name(ruling) + " by " + rule + ": " + sentence + "\n";
          };
      text.append(told);
    }
    return text.toString().stripTrailing();
  }

  private static String name(Ruling ruling) {
    return ruling.recording().task()
        + "/"
        + ruling.recording().trial()
        + " "
        + ruling.write().tool()
        + (ruling.expected() ? " (wanted)" : "");
  }

  private String words(Predicate<Ruling> of) {
    return count(of.and(r -> r.verdict() instanceof Verdict.Allowed))
        + " allowed, "
        + count(of.and(r -> r.verdict() instanceof Verdict.Held))
        + " held, "
        + count(of.and(r -> r.verdict() instanceof Verdict.Denied))
        + " denied";
  }

  private Value counts(Predicate<Ruling> of) {
    return Value.Obj.EMPTY
        .with("allowed", Value.of(count(of.and(r -> r.verdict() instanceof Verdict.Allowed))))
        .with("held", Value.of(count(of.and(r -> r.verdict() instanceof Verdict.Held))))
        .with("denied", Value.of(count(of.and(r -> r.verdict() instanceof Verdict.Denied))));
  }

  private long count(Predicate<Ruling> of) {
    return rulings.stream().filter(of).count();
  }

  private static Value fidelity(long same, long different) {
    return Value.Obj.EMPTY.with("same", Value.of(same)).with("different", Value.of(different));
  }

  private static Stream<Value> denial(Ruling ruling) {
    if (!(ruling.verdict() instanceof Verdict.Denied(var rule, var sentence, var confirmed))) {
      return Stream.of();
    }
    return Stream.of(
        which(ruling)
            .with("rule", Value.of(rule))
            .with("sentence", Value.of(sentence))
            .with("confirmed", Value.of(confirmed)));
  }

  private static Stream<Value> held(Ruling ruling) {
    return ruling.verdict() instanceof Verdict.Held(var missing)
        ? Stream.of(which(ruling).with("missing", Value.of(missing)))
        : Stream.of();
  }

  private static Value.Obj which(Ruling ruling) {
    return Value.Obj.EMPTY
        .with("task", Value.of(ruling.recording().task()))
        .with("trial", Value.of(ruling.recording().trial()))
        .with("tool", Value.of(ruling.write().tool()))
        .with("expected", Value.of(ruling.expected()));
  }
}
