package dev.interlock.runtime.confirm;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.confirm.Confirmation.Confirmed;
import dev.interlock.runtime.confirm.Confirmation.Unconfirmed;
import dev.interlock.runtime.confirm.Critical.Kind;
import dev.interlock.runtime.confirm.Turn.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognises that a user has confirmed an action. The rules:
 *
 * <ol>
 *   <li>The assistant's turn before the user's latest asks something, and the user's latest turn
 *       agrees ({@link Agreement}). What the assistant said since counts for nothing.
 *   <li>The act is named in one of the two, if {@link Terms} states words for it.
 *   <li>Every critical argument is found, by its kind, in the assistant's turn right before (the
 *       proposal), in the user's own words of any turn, or in a record that one of those names by
 *       an identifier of it. An {@link Kind#ID} may come from any record.
 *   <li>Of a choice, the proposal and the answer count; if they name none of the options, the last
 *       turn of the user that names one; if there is none, the records.
 *   <li>An amount counts from a record only if its own object is named: a card that is named brings
 *       its balance, a customer who is named does not bring every number in his file.
 *   <li>An id that neither the proposal nor the answer names is not found if they name another one
 *       of its kind: {@code cancel A}, {@code yes}, is no confirmation of cancelling B.
 * </ol>
 *
 * <p>What this guarantees: the same inputs give the same verdict, and what is not understood is
 * unconfirmed. What it does not: that the user meant it.
 */
public final class Confirmations {
  private final Words pair;
  private final List<Words> ownWords;
  private final Words said;
  private final Records records;

  private Confirmations(Exchange exchange, List<Turn> turns, List<Known> known) {
    this.pair = Words.of(List.of(exchange.proposal(), exchange.answer()));
    var own = turns.stream().filter(t -> t.speaker() == Speaker.USER).map(Turn::text).toList();
    this.ownWords = own.reversed().stream().map(Words::of).toList();
    var all = new ArrayList<>(own);
    all.add(exchange.proposal());
    this.said = Words.of(all);
    this.records = new Records(known);
  }

  /**
   * Says whether the user has confirmed a call.
   *
   * @param turns what was said so far, oldest first
   * @param known what tools have told so far
   * @param arguments of the call
   * @param terms what must be confirmed of it
   */
  public static Confirmation judge(
      List<Turn> turns, List<Known> known, Value.Obj arguments, Terms terms) {
    var exchange = Exchange.last(turns);
    if (exchange.isEmpty()) return new Unconfirmed("the user has said nothing");
    if (!exchange.get().asks()) {
      return new Unconfirmed("nothing was proposed to the user before their latest turn");
    }
    if (!Agreement.of(exchange.get().answer())) {
      return new Unconfirmed("the user's latest turn does not agree to the proposal");
    }
    var confirmations = new Confirmations(exchange.get(), turns, known);
    var unnamed = confirmations.unnamed(terms.act());
    return unnamed
        .or(() -> confirmations.missing(arguments, terms.critical()))
        .<Confirmation>map(Unconfirmed::new)
        .orElseGet(Confirmed::new);
  }

  private Optional<String> unnamed(List<String> act) {
    if (act.isEmpty() || act.stream().anyMatch(pair::hasWordFrom)) return Optional.empty();
    return Optional.of(
        "neither the proposal nor the answer says what is done: " + String.join(", ", act));
  }

  private Optional<String> missing(Value.Obj arguments, List<Critical> critical) {
    for (var one : critical) {
      for (var argument : Arguments.at(one.path(), arguments)) {
        var missing = missing(one, argument.value());
        if (missing.isPresent()) {
          return missing.map(why -> argument.path() + " " + argument.value().json() + " " + why);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> missing(Critical critical, Value value) {
    return switch (value) {
      case Value.Num(var number) ->
          said.hasNumber(number) || records.namedObjectHas(number, said) ? found() : unfound();
      case Value.Text(var text) ->
          switch (critical.kind()) {
            case CHOICE -> choice(critical, text);
            case ID -> id(text);
            case DATE, NAME, AMOUNT -> stands(text, said) || isInNamed(text) ? found() : unfound();
          };
      case Value.Bool _, Value.Null _, Value.Arr _, Value.Obj _ ->
          Optional.of("cannot be looked for");
    };
  }

  private Optional<String> choice(Critical critical, String text) {
    var options = critical.options();
    var here = pair.named(options);
    if (!here.isEmpty()) return chosen(here.contains(text), "the proposal and the answer");
    for (var turn : ownWords) {
      var there = turn.named(options);
      if (!there.isEmpty()) return chosen(there.contains(text), "the user");
    }
    return isInNamed(text) ? found() : unfound();
  }

  private static Optional<String> chosen(boolean named, String who) {
    return named ? Optional.empty() : Optional.of("is not what " + who + " named");
  }

  private Optional<String> id(String text) {
    if (stands(text, pair) || records.names(text, pair)) return found();
    var rival = records.rival(text, pair);
    if (rival.isPresent()) {
      return Optional.of("is not what the proposal and the answer name: " + rival.get());
    }
    var told = records.leaves().anyMatch(leaf -> leaf.value().equals(Value.of(text)));
    return told || stands(text, said) ? found() : unfound();
  }

  private static boolean stands(String text, Words words) {
    var day = Day.iso(text);
    return day.isPresent() ? words.hasDay(day.get()) : words.hasName(text);
  }

  private boolean isInNamed(String text) {
    return records.named(said).stream().anyMatch(leaf -> leaf.value().equals(Value.of(text)));
  }

  private static Optional<String> found() {
    return Optional.empty();
  }

  private static Optional<String> unfound() {
    return Optional.of(
        "is neither in the proposal nor in the user's words nor in a record that they name");
  }
}
