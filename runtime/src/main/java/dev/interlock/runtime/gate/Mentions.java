package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through an answer's output and says what in it is not borne out: every number, and every
 * mention in its texts (see {@link Recogniser}). Numbers must be among the proved figures, at the
 * decimals that they are written with; a figure in {@code %} also bears out the share of one, and
 * the other way round, if its unit says so. Names, dates and times must stand in an entry that is
 * cited or in the goal. For one answer, on one thread.
 */
final class Mentions {
  private static final int MENTIONS_MAX = 2_000;

  private final Proofs proofs;
  private final Haystack haystack;
  private final Cited cited;
  private final Set<String> gaps = new LinkedHashSet<>();
  private int count;

  Mentions(Proofs proofs, Haystack haystack, Cited cited) {
    this.proofs = proofs;
    this.haystack = haystack;
    this.cited = cited;
  }

  /** Returns what is not borne out, in the order of the output, each thing once. */
  List<String> gapsOf(Value output) {
    visit(output, "output");
    if (count > MENTIONS_MAX) {
      gaps.add("the output has more than " + MENTIONS_MAX + " figures; leave some out");
    }
    return new ArrayList<>(gaps);
  }

  private void visit(Value value, String where) {
    if (count > MENTIONS_MAX) return;
    switch (value) {
      case Value.Num(var number) -> examine(Mention.Quantity.leaf(number), where);
      case Value.Text(var text) -> Recogniser.mentions(text).forEach(one -> examine(one, where));
      case Value.Arr(var items) -> {
        for (var i = 0; i < items.size(); i++) visit(items.get(i), where + "[" + i + "]");
      }
      case Value.Obj(var members) ->
          members.forEach((name, member) -> visit(member, where + "." + name));
      case Value.Null _, Value.Bool _ -> {}
    }
  }

  private void examine(Mention mention, String where) {
    if (++count > MENTIONS_MAX || isBorneOut(mention)) return;
    var text = mention.text().strip();
    gaps.add(
        switch (mention) {
          case Mention.Quantity _ ->
              "the figure %s in %s is not in evidence: ".formatted(text, where)
                  + "add {value, unit, entry, path} or leave it out";
          case Mention.Measure _ ->
              "%s in %s is not in evidence: ".formatted(text, where)
                  + "add its figure, cite the entry that says so, or leave it out";
          case Mention.Name _, Mention.Moment _, Mention.Day _ ->
              "%s in %s stands in no entry that is cited: cite the one that says so or leave it out"
                  .formatted(text, where);
          case Mention.Entries _ ->
              "%s in %s is not cited in evidence: cite it or leave it out".formatted(text, where);
          case Mention.Unreadable _ ->
              "'%s' in %s cannot be checked: write it in the digits 0 to 9".formatted(text, where);
        });
  }

  private boolean isBorneOut(Mention mention) {
    return switch (mention) {
      case Mention.Quantity number ->
          proofs.bearOut(number) || (number.isYear() && haystack.hasMoment(number.text()));
      case Mention.Measure(var text, var numbers) ->
          haystack.hasName(text)
              || (!numbers.isEmpty() && numbers.stream().allMatch(proofs::bearOut));
      case Mention.Name(var text) -> haystack.hasName(text);
      case Mention.Moment(var text) -> haystack.hasMoment(text);
      case Mention.Day day -> haystack.hasDay(day);
      case Mention.Entries(_, var entries) -> entries.stream().allMatch(cited::contains);
      case Mention.Unreadable _ -> false;
    };
  }
}
